//! `_ssl`: TLS over rustls, as an engine that bytes are fed to and taken from.
//!
//! `stdlib/ssl.py` moves the bytes between the engine and a socket, so that all waiting is the
//! socket's. What rustls cannot do (TLS before 1.2, ciphers by name, renegotiation, sessions
//! by hand, PSK) is refused there by name.

use std::cell::RefCell;
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::{
    CertificateError, ClientConfig, ClientConnection, Connection, DigitallySignedStruct,
    RootCertStore, ServerConfig, ServerConnection, SignatureScheme, SupportedProtocolVersion,
};

use crate::native::{Buffer, ClassDef, ModuleDef, NativeType};
use crate::object::{Exc, List, Native, NativeObject, PyResult, Value};
use crate::vm::Vm;

/// The definition of the module.
pub fn module(vm: &Vm) -> ModuleDef {
    ModuleDef::new("_ssl", "TLS as an engine without a socket.")
        .value("EngineError", engine_error(vm))
        .class::<Engine>(vm)
        .function(
            "client(name, roots, builtin, verify, check_name, chain, key, alpn, oldest, newest, /)",
            "An engine for a client.",
            client,
        )
        .function(
            "server(chain, key, roots, verify, alpn, oldest, newest, /)",
            "An engine for a server; verify is 0 (not), 1 (if the client wishes) or 2.",
            server,
        )
        .function(
            "certificates(pem, /)",
            "The certificates of a PEM text, in DER.",
            |vm: &Vm, pem: Buffer| {
                let mut list = Vec::new();
                for item in CertificateDer::pem_slice_iter(&pem) {
                    let item = item.map_err(|e| fault(vm, "pem", &e.to_string()))?;
                    list.push(Value::bytes(item.to_vec()));
                }
                Ok(list)
            },
        )
        .function(
            "private_key(pem, /)",
            "The first private key of a PEM text as (kind, DER); None if there is none.",
            |_: &Vm, pem: Buffer| {
                Ok(PrivateKeyDer::from_pem_slice(&pem).ok().map(|key| {
                    let kind = match &key {
                        PrivateKeyDer::Pkcs1(_) => "pkcs1",
                        PrivateKeyDer::Sec1(_) => "sec1",
                        _ => "pkcs8",
                    };
                    (kind, key.secret_der().to_vec())
                }))
            },
        )
        .function(
            "builtin_roots()",
            "How many authorities are built in.",
            |_: &Vm| Ok(webpki_roots::TLS_SERVER_ROOTS.len()),
        )
}

fn engine_error(vm: &Vm) -> crate::object::Class {
    vm.exception_type("_ssl", "EngineError", &vm.types.exception)
}

/// An EngineError of a kind and a text; the Python part makes an SSLError of it.
fn fault(vm: &Vm, kind: &str, text: &str) -> Exc {
    vm.exception_with(&engine_error(vm), vec![Value::str(kind), Value::str(text)])
}

fn tls_fault(vm: &Vm, error: &rustls::Error) -> Exc {
    use rustls::Error as E;
    let kind = match error {
        E::InvalidCertificate(reason) => match reason {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => "expired",
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "not yet valid"
            }
            CertificateError::UnknownIssuer => "unknown issuer",
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "name"
            }
            CertificateError::Revoked => "revoked",
            CertificateError::BadSignature => "signature",
            _ => "certificate",
        },
        E::NoCertificatesPresented => "no certificate",
        E::AlertReceived(_) => "alert",
        E::InvalidMessage(_) => "not tls",
        E::PeerIncompatible(_) => "incompatible",
        E::DecryptError => "decrypt",
        _ => "other",
    };
    fault(vm, kind, &error.to_string())
}

/// Accepts certificates as the context says: any, or those that lead to a known authority,
/// whatever their name.
#[derive(Debug)]
struct Verifier {
    /// Leads to known authorities; none accepts nothing.
    inner: Option<Arc<WebPkiServerVerifier>>,
    provider: Arc<CryptoProvider>,
    verify: bool,
    check_name: bool,
    /// The certificates that were given to be trusted.
    trusted: Vec<Vec<u8>>,
    shown: Arc<Mutex<Shown>>,
}

/// What the other side has shown, whether it was accepted or not.
#[derive(Debug, Default)]
struct Shown {
    certificate: Option<Vec<u8>>,
    /// It is itself one of those that are trusted: its dates are still to be checked, which the
    /// Python part does.
    is_trusted_itself: bool,
}

impl Verifier {
    fn note(&self, certificate: &[u8], is_trusted_itself: bool) {
        if let Ok(mut shown) = self.shown.lock() {
            shown.certificate = Some(certificate.to_vec());
            shown.is_trusted_itself = is_trusted_itself;
        }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if !self.verify {
            return Ok(ServerCertVerified::assertion());
        }
        // A certificate that is trusted by itself need not lead anywhere: with OpenSSL, that is
        // how certificates that a server has signed itself are trusted.
        let itself = self.trusted.iter().any(|der| der[..] == **end_entity);
        self.note(end_entity, itself);
        if itself {
            if self.check_name {
                let parsed = rustls::server::ParsedCertificate::try_from(end_entity)?;
                rustls::client::verify_server_name(&parsed, name)?;
            }
            return Ok(ServerCertVerified::assertion());
        }
        let Some(inner) = &self.inner else {
            return Err(CertificateError::UnknownIssuer.into());
        };
        match inner.verify_server_cert(end_entity, intermediates, name, ocsp, now) {
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if !self.check_name => Ok(ServerCertVerified::assertion()),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, cert, dss, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, cert, dss, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// A list of bytes objects.
fn byte_list(vm: &Vm, list: &List) -> PyResult<Vec<Vec<u8>>> {
    let items = list.borrow().clone();
    items
        .iter()
        .map(|v| Ok(Buffer::require(vm, v)?.to_vec()))
        .collect()
}

fn roots(vm: &Vm, list: &List, builtin: bool) -> PyResult<RootCertStore> {
    let mut store = RootCertStore::empty();
    if builtin {
        store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    for der in byte_list(vm, list)? {
        // An authority that rustls does not understand can vouch for nobody.
        let _ = store.add(CertificateDer::from(der));
    }
    Ok(store)
}

fn versions(oldest: i64, newest: i64) -> Vec<&'static SupportedProtocolVersion> {
    let all = [(12, &rustls::version::TLS12), (13, &rustls::version::TLS13)];
    let fitting = all
        .into_iter()
        .filter(|(n, _)| (oldest..=newest).contains(n));
    fitting.map(|(_, v)| v).collect()
}

fn chain_and_key(
    vm: &Vm,
    chain: &List,
    key: &Value,
) -> PyResult<Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>> {
    if key.is_none() {
        return Ok(None);
    }
    let chain = byte_list(vm, chain)?
        .into_iter()
        .map(CertificateDer::from)
        .collect();
    let (kind, der) = (
        vm.display(&vm.get_item(key, &Value::int(0))?)?,
        Buffer::require(vm, &vm.get_item(key, &Value::int(1))?)?.to_vec(),
    );
    let key = match kind.as_str() {
        "pkcs1" => PrivateKeyDer::Pkcs1(der.into()),
        "sec1" => PrivateKeyDer::Sec1(der.into()),
        _ => PrivateKeyDer::Pkcs8(der.into()),
    };
    Ok(Some((chain, key)))
}

#[allow(clippy::too_many_arguments)]
fn client(
    vm: &Vm,
    name: Option<String>,
    authorities: List,
    builtin: bool,
    verify: bool,
    check_name: bool,
    chain: List,
    key: Value,
    alpn: List,
    oldest: i64,
    newest: i64,
) -> PyResult<Value> {
    let wrong = |e: rustls::Error| tls_fault(vm, &e);
    let provider = provider();
    let store = Arc::new(roots(vm, &authorities, builtin)?);
    let shown = Arc::<Mutex<Shown>>::default();
    // Building fails where there are no authorities at all.
    let inner = WebPkiServerVerifier::builder_with_provider(store, provider.clone())
        .build()
        .ok();
    let verifier = Verifier {
        inner,
        provider: provider.clone(),
        verify,
        check_name: check_name && name.is_some(),
        trusted: byte_list(vm, &authorities)?,
        shown: shown.clone(),
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&versions(oldest, newest))
        .map_err(wrong)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    let mut config = match chain_and_key(vm, &chain, &key)? {
        Some((chain, key)) => config.with_client_auth_cert(chain, key).map_err(wrong)?,
        None => config.with_no_client_auth(),
    };
    config.alpn_protocols = byte_list(vm, &alpn)?;
    config.enable_sni = name.is_some();
    let text = name.unwrap_or_else(|| "unnamed.invalid".to_owned());
    let name = ServerName::try_from(text.trim_end_matches('.').to_owned())
        .map_err(|e| fault(vm, "server name", &e.to_string()))?;
    let connection = ClientConnection::new(Arc::new(config), name).map_err(wrong)?;
    Ok(vm.wrap(Engine::new(connection.into(), shown)))
}

#[allow(clippy::too_many_arguments)]
fn server(
    vm: &Vm,
    chain: List,
    key: Value,
    authorities: List,
    verify: i64,
    alpn: List,
    oldest: i64,
    newest: i64,
) -> PyResult<Value> {
    let wrong = |e: rustls::Error| tls_fault(vm, &e);
    let Some((chain, key)) = chain_and_key(vm, &chain, &key)? else {
        return Err(fault(
            vm,
            "no shared cipher",
            "a server needs a certificate",
        ));
    };
    let provider = provider();
    let builder = ServerConfig::builder_with_provider(provider.clone())
        .with_protocol_versions(&versions(oldest, newest))
        .map_err(wrong)?;
    let builder = if verify == 0 {
        builder.with_no_client_auth()
    } else {
        let store = Arc::new(roots(vm, &authorities, false)?);
        let verifier = WebPkiClientVerifier::builder_with_provider(store, provider);
        let verifier = if verify == 1 {
            verifier.allow_unauthenticated()
        } else {
            verifier
        };
        let verifier = verifier
            .build()
            .map_err(|e| fault(vm, "other", &e.to_string()))?;
        builder.with_client_cert_verifier(verifier)
    };
    let mut config = builder.with_single_cert(chain, key).map_err(wrong)?;
    config.alpn_protocols = byte_list(vm, &alpn)?;
    let connection = ServerConnection::new(Arc::new(config)).map_err(wrong)?;
    Ok(vm.wrap(Engine::new(connection.into(), Arc::default())))
}

/// One side of a connection.
struct Engine {
    connection: RefCell<Connection>,
    shown: Arc<Mutex<Shown>>,
}

impl NativeObject for Engine {}

impl Engine {
    fn new(connection: Connection, shown: Arc<Mutex<Shown>>) -> Engine {
        Engine {
            connection: RefCell::new(connection),
            shown,
        }
    }
}

impl NativeType for Engine {
    const NAME: &'static str = "Engine";
    fn class_def(_: &Vm) -> ClassDef {
        facts(
            ClassDef::native::<Engine>("_ssl", "One side of a TLS connection.")
                .is_final()
                .method(
                    "feed(self, data, /)",
                    "Take bytes that came from the other side.",
                    feed,
                )
                .method("eof(self, /)", "Nothing more comes from the other side.", {
                    |_: &Vm, this: Native<Engine>| {
                        let mut connection = this.connection.borrow_mut();
                        let _ = connection.read_tls(&mut std::io::empty());
                        let _ = connection.process_new_packets();
                        Ok(())
                    }
                })
                .method("output(self, /)", "Bytes to send to the other side.", {
                    |vm: &Vm, this: Native<Engine>| {
                        let mut connection = this.connection.borrow_mut();
                        let mut out = Vec::new();
                        while connection.wants_write() {
                            connection
                                .write_tls(&mut out)
                                .map_err(|e| vm.os_error(&e, &[]))?;
                        }
                        Ok(out)
                    }
                })
                .method(
                    "read(self, size, /)",
                    "Text that has come; None if none has yet.",
                    read,
                )
                .method(
                    "write(self, data, /)",
                    "Take text to send; how much was taken.",
                    {
                        |vm: &Vm, this: Native<Engine>, data: Buffer| {
                            let mut connection = this.connection.borrow_mut();
                            let taken = connection.writer().write(&data);
                            taken.map_err(|e| vm.os_error(&e, &[]))
                        }
                    },
                )
                .method(
                    "close(self, /)",
                    "Say goodbye.",
                    |_: &Vm, this: Native<Engine>| {
                        this.connection.borrow_mut().send_close_notify();
                        Ok(())
                    },
                ),
        )
    }
}

fn feed(vm: &Vm, this: Native<Engine>, data: Buffer) -> PyResult<usize> {
    let mut connection = this.connection.borrow_mut();
    let mut rest = &data[..];
    let mut pending = 0;
    while !rest.is_empty() {
        connection
            .read_tls(&mut rest)
            .map_err(|e| fault(vm, "other", &e.to_string()))?;
        let state = connection
            .process_new_packets()
            .map_err(|e| tls_fault(vm, &e))?;
        pending = state.plaintext_bytes_to_read();
        // The buffer of received text is bounded: what does not fit is fed again later.
        if pending > 1 << 24 {
            break;
        }
    }
    if rest.is_empty() {
        Ok(pending)
    } else {
        Err(fault(vm, "other", "received plaintext buffer full"))
    }
}

fn read(vm: &Vm, this: Native<Engine>, size: usize) -> PyResult<Option<Vec<u8>>> {
    let mut connection = this.connection.borrow_mut();
    let mut place = vec![0; size.min(1 << 20)];
    match connection.reader().read(&mut place) {
        Ok(count) => {
            place.truncate(count);
            Ok(Some(place))
        }
        Err(e) if e.kind() == std::io::ErrorKind::WouldBlock => Ok(None),
        Err(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
            Err(fault(vm, "eof", "EOF occurred in violation of protocol"))
        }
        Err(e) => Err(fault(vm, "other", &e.to_string())),
    }
}

/// What is known about the connection.
fn facts(def: ClassDef) -> ClassDef {
    def.getter(
        "handshaking",
        "The handshake is not done.",
        |_: &Vm, this: Native<Engine>| Ok(this.connection.borrow().is_handshaking()),
    )
    .getter(
        "version",
        "The version of TLS.",
        |_: &Vm, this: Native<Engine>| {
            let version = this.connection.borrow().protocol_version();
            Ok(version.and_then(|v| match v {
                rustls::ProtocolVersion::TLSv1_2 => Some("TLSv1.2"),
                rustls::ProtocolVersion::TLSv1_3 => Some("TLSv1.3"),
                _ => None,
            }))
        },
    )
    .getter(
        "cipher",
        "The cipher suite, as the standard names it.",
        |_: &Vm, this: Native<Engine>| {
            let suite = this.connection.borrow().negotiated_cipher_suite();
            Ok(suite.map(|s| format!("{:?}", s.suite())))
        },
    )
    .getter(
        "alpn",
        "The protocol that was agreed on.",
        |_: &Vm, this: Native<Engine>| {
            let connection = this.connection.borrow();
            Ok(connection
                .alpn_protocol()
                .map(|p| String::from_utf8_lossy(p).into_owned()))
        },
    )
    .getter(
        "shown",
        "The certificate that a server has shown, in DER, and whether it is trusted itself.",
        |_: &Vm, this: Native<Engine>| {
            let shown = this.shown.lock();
            Ok(match shown {
                Ok(shown) => (shown.certificate.clone(), shown.is_trusted_itself),
                Err(_) => (None, false),
            })
        },
    )
    .getter(
        "peer",
        "The other side's certificates, in DER.",
        |_: &Vm, this: Native<Engine>| {
            let connection = this.connection.borrow();
            let list = connection.peer_certificates().unwrap_or_default();
            Ok(list
                .iter()
                .map(|c| Value::bytes(c.to_vec()))
                .collect::<Vec<Value>>())
        },
    )
}
