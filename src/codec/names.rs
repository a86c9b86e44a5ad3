//! The encodings by name: aliases as Python knows them.
//!
//! Left out, so that looking them up says `unknown encoding`: the stateful East Asian ones
//! (iso2022, hz), JIS X 0213 and johab, UTF-7, punycode and idna, and the transforms that need a
//! compressor.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::multibyte::Multi;
use super::single::Charmap;
use super::utf16::Order;

/// How an encoding works.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    Utf8,
    /// UTF-8 with a byte order mark before it.
    Utf8Sig,
    /// `None`: the byte order comes from a mark, or is the machine's (little-endian).
    Utf16(Option<Order>),
    Utf32(Option<Order>),
    Ascii,
    Latin1,
    Charmap(&'static Charmap),
    Multi(Multi),
    UnicodeEscape,
    RawUnicodeEscape,
    /// Not a text encoding: only the functions of the module `codecs` take it.
    Transform(Transform),
}

/// Conversions from bytes to bytes, or from str to str, that Python files under its codecs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transform {
    Base64,
    Hex,
    Rot13,
}

impl PartialEq for Charmap {
    fn eq(&self, other: &Charmap) -> bool {
        std::ptr::eq(self, other)
    }
}
impl Eq for Charmap {}

/// An encoding that biji has.
pub struct Encoding {
    /// The name as `codecs.lookup(…).name` gives it.
    pub name: &'static str,
    pub codec: Codec,
}

/// One row of the table: the module that Python keeps the codec in, its own name, the aliases.
struct Row(&'static str, &'static str, &'static str, Codec);

macro_rules! charmap {
    ($source:expr) => {{
        static MAP: Charmap = Charmap::new($source);
        Codec::Charmap(&MAP)
    }};
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    use super::single::Source::{Full, Half, Whatwg, Windows};
    use super::tables as t;
    use encoding_rs as w;
    use Codec::{Multi as M, Utf16, Utf32};
    vec![
        Row("utf_8", "utf-8", "cp65001 u8 utf utf8 utf8_ucs2 utf8_ucs4", Codec::Utf8),
        Row("utf_8_sig", "utf-8-sig", "", Codec::Utf8Sig),
        Row("ascii", "ascii", "646 ansi_x3.4_1968 ansi_x3.4_1986 ansi_x3_4_1968 cp367 csascii ibm367 iso646_us iso_646.irv_1991 iso_ir_6 us us_ascii", Codec::Ascii),
        Row("latin_1", "iso8859-1", "8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100 l1 latin latin1", Codec::Latin1),
        Row("gbk", "gbk", "936 cp936 ms936", M(Multi::Gbk)),
        Row("gb2312", "gb2312", "chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 iso_ir_58 x_mac_simp_chinese", M(Multi::Gb2312)),
        Row("gb18030", "gb18030", "gb18030_2000", M(Multi::Gb18030)),
        Row("big5", "big5", "big5_tw csbig5 x_mac_trad_chinese", M(Multi::Big5)),
        Row("big5hkscs", "big5hkscs", "big5_hkscs hkscs", M(Multi::Big5Hkscs)),
        Row("cp950", "cp950", "950 ms950", M(Multi::Cp950)),
        Row("shift_jis", "shift_jis", "csshiftjis s_jis shiftjis sjis x_mac_japanese", M(Multi::ShiftJis)),
        Row("cp932", "cp932", "932 ms932 ms_kanji mskanji windows_31j", M(Multi::Cp932)),
        Row("euc_jp", "euc_jp", "eucjp u_jis ujis", M(Multi::EucJp)),
        Row("euc_kr", "euc_kr", "euckr korean ks_c_5601 ks_c_5601_1987 ks_x_1001 ksc5601 ksx1001 x_mac_korean", M(Multi::EucKr)),
        Row("cp949", "cp949", "949 ms949 uhc", M(Multi::Cp949)),
        Row("utf_16", "utf-16", "u16 utf16", Utf16(None)),
        Row("utf_16_le", "utf-16-le", "unicodelittleunmarked utf_16le", Utf16(Some(Order::Little))),
        Row("utf_16_be", "utf-16-be", "unicodebigunmarked utf_16be", Utf16(Some(Order::Big))),
        Row("utf_32", "utf-32", "u32 utf32", Utf32(None)),
        Row("utf_32_le", "utf-32-le", "utf_32le", Utf32(Some(Order::Little))),
        Row("utf_32_be", "utf-32-be", "utf_32be", Utf32(Some(Order::Big))),
        Row("unicode_escape", "unicode-escape", "", Codec::UnicodeEscape),
        Row("raw_unicode_escape", "raw-unicode-escape", "", Codec::RawUnicodeEscape),
        Row("base64_codec", "base64", "base64 base_64", Codec::Transform(Transform::Base64)),
        Row("hex_codec", "hex", "hex", Codec::Transform(Transform::Hex)),
        Row("rot_13", "rot-13", "rot13", Codec::Transform(Transform::Rot13)),
        Row("cp1250", "cp1250", "1250 windows_1250", charmap!(Windows(w::WINDOWS_1250))),
        Row("cp1251", "cp1251", "1251 windows_1251", charmap!(Windows(w::WINDOWS_1251))),
        Row("cp1252", "cp1252", "1252 windows_1252", charmap!(Windows(w::WINDOWS_1252))),
        Row("cp1253", "cp1253", "1253 windows_1253", charmap!(Windows(w::WINDOWS_1253))),
        Row("cp1254", "cp1254", "1254 windows_1254", charmap!(Windows(w::WINDOWS_1254))),
        Row("cp1255", "cp1255", "1255 windows_1255", charmap!(Windows(w::WINDOWS_1255))),
        Row("cp1256", "cp1256", "1256 windows_1256", charmap!(Windows(w::WINDOWS_1256))),
        Row("cp1257", "cp1257", "1257 windows_1257", charmap!(Windows(w::WINDOWS_1257))),
        Row("cp1258", "cp1258", "1258 windows_1258", charmap!(Windows(w::WINDOWS_1258))),
        Row("cp874", "cp874", "", charmap!(Windows(w::WINDOWS_874))),
        Row("cp866", "cp866", "866 csibm866 ibm866", charmap!(Whatwg(w::IBM866))),
        Row("iso8859_2", "iso8859-2", "csisolatin2 iso_8859_2 iso_8859_2_1987 iso_ir_101 l2 latin2", charmap!(Whatwg(w::ISO_8859_2))),
        Row("iso8859_3", "iso8859-3", "csisolatin3 iso_8859_3 iso_8859_3_1988 iso_ir_109 l3 latin3", charmap!(Whatwg(w::ISO_8859_3))),
        Row("iso8859_4", "iso8859-4", "csisolatin4 iso_8859_4 iso_8859_4_1988 iso_ir_110 l4 latin4", charmap!(Whatwg(w::ISO_8859_4))),
        Row("iso8859_5", "iso8859-5", "csisolatincyrillic cyrillic iso_8859_5 iso_8859_5_1988 iso_ir_144", charmap!(Whatwg(w::ISO_8859_5))),
        Row("iso8859_6", "iso8859-6", "arabic asmo_708 csisolatinarabic ecma_114 iso_8859_6 iso_8859_6_1987 iso_ir_127", charmap!(Whatwg(w::ISO_8859_6))),
        Row("iso8859_7", "iso8859-7", "csisolatingreek ecma_118 elot_928 greek greek8 iso_8859_7 iso_8859_7_1987 iso_ir_126", charmap!(Whatwg(w::ISO_8859_7))),
        Row("iso8859_8", "iso8859-8", "csisolatinhebrew hebrew iso_8859_8 iso_8859_8_1988 iso_ir_138", charmap!(Whatwg(w::ISO_8859_8))),
        Row("iso8859_9", "iso8859-9", "csisolatin5 iso_8859_9 iso_8859_9_1989 iso_ir_148 l5 latin5", charmap!(Half(t::ISO8859_9))),
        Row("iso8859_10", "iso8859-10", "csisolatin6 iso_8859_10 iso_8859_10_1992 iso_ir_157 l6 latin6", charmap!(Whatwg(w::ISO_8859_10))),
        Row("iso8859_11", "iso8859-11", "iso_8859_11 iso_8859_11_2001 thai", charmap!(Half(t::ISO8859_11))),
        Row("iso8859_13", "iso8859-13", "iso_8859_13 l7 latin7", charmap!(Whatwg(w::ISO_8859_13))),
        Row("iso8859_14", "iso8859-14", "iso_8859_14 iso_8859_14_1998 iso_celtic iso_ir_199 l8 latin8", charmap!(Whatwg(w::ISO_8859_14))),
        Row("iso8859_15", "iso8859-15", "iso_8859_15 l9 latin9", charmap!(Whatwg(w::ISO_8859_15))),
        Row("iso8859_16", "iso8859-16", "iso_8859_16 iso_8859_16_2001 iso_ir_226 l10 latin10", charmap!(Whatwg(w::ISO_8859_16))),
        Row("koi8_r", "koi8-r", "cskoi8r", charmap!(Whatwg(w::KOI8_R))),
        Row("koi8_t", "koi8-t", "", charmap!(Half(t::KOI8_T))),
        Row("koi8_u", "koi8-u", "", charmap!(Half(t::KOI8_U))),
        Row("kz1048", "kz1048", "kz_1048 rk1048 strk1048_2002", charmap!(Half(t::KZ1048))),
        Row("mac_roman", "mac-roman", "macintosh macroman", charmap!(Whatwg(w::MACINTOSH))),
        Row("mac_cyrillic", "mac-cyrillic", "maccyrillic", charmap!(Whatwg(w::X_MAC_CYRILLIC))),
        Row("mac_arabic", "mac-arabic", "", charmap!(Half(t::MAC_ARABIC))),
        Row("mac_croatian", "mac-croatian", "", charmap!(Half(t::MAC_CROATIAN))),
        Row("mac_farsi", "mac-farsi", "", charmap!(Half(t::MAC_FARSI))),
        Row("mac_greek", "mac-greek", "macgreek", charmap!(Half(t::MAC_GREEK))),
        Row("mac_iceland", "mac-iceland", "maciceland", charmap!(Half(t::MAC_ICELAND))),
        Row("mac_latin2", "mac-latin2", "mac_centeuro maccentraleurope maclatin2", charmap!(Half(t::MAC_LATIN2))),
        Row("mac_romanian", "mac-romanian", "", charmap!(Half(t::MAC_ROMANIAN))),
        Row("mac_turkish", "mac-turkish", "macturkish", charmap!(Half(t::MAC_TURKISH))),
        Row("palmos", "palmos", "", charmap!(Half(t::PALMOS))),
        Row("ptcp154", "ptcp154", "cp154 csptcp154 cyrillic_asian pt154", charmap!(Half(t::PTCP154))),
        Row("tis_620", "tis-620", "iso_ir_166 tis620 tis_620_0 tis_620_2529_0 tis_620_2529_1", charmap!(Half(t::TIS_620))),
        Row("hp_roman8", "hp-roman8", "cp1051 ibm1051 r8 roman8", charmap!(Half(t::HP_ROMAN8))),
        Row("cp437", "cp437", "437 cspc8codepage437 ibm437", charmap!(Half(t::CP437))),
        Row("cp720", "cp720", "", charmap!(Half(t::CP720))),
        Row("cp737", "cp737", "", charmap!(Half(t::CP737))),
        Row("cp775", "cp775", "775 cspc775baltic ibm775", charmap!(Half(t::CP775))),
        Row("cp850", "cp850", "850 cspc850multilingual ibm850", charmap!(Half(t::CP850))),
        Row("cp852", "cp852", "852 cspcp852 ibm852", charmap!(Half(t::CP852))),
        Row("cp855", "cp855", "855 csibm855 ibm855", charmap!(Half(t::CP855))),
        Row("cp856", "cp856", "", charmap!(Half(t::CP856))),
        Row("cp857", "cp857", "857 csibm857 ibm857", charmap!(Half(t::CP857))),
        Row("cp858", "cp858", "858 csibm858 ibm858", charmap!(Half(t::CP858))),
        Row("cp860", "cp860", "860 csibm860 ibm860", charmap!(Half(t::CP860))),
        Row("cp861", "cp861", "861 cp_is csibm861 ibm861", charmap!(Half(t::CP861))),
        Row("cp862", "cp862", "862 cspc862latinhebrew ibm862", charmap!(Half(t::CP862))),
        Row("cp863", "cp863", "863 csibm863 ibm863", charmap!(Half(t::CP863))),
        Row("cp864", "cp864", "864 csibm864 ibm864", charmap!(Full(t::CP864))),
        Row("cp865", "cp865", "865 csibm865 ibm865", charmap!(Half(t::CP865))),
        Row("cp869", "cp869", "869 cp_gr csibm869 ibm869", charmap!(Half(t::CP869))),
        Row("cp1006", "cp1006", "", charmap!(Half(t::CP1006))),
        Row("cp1125", "cp1125", "1125 cp866u ibm1125 ruscii", charmap!(Half(t::CP1125))),
        Row("cp037", "cp037", "037 csibm037 ebcdic_cp_ca ebcdic_cp_nl ebcdic_cp_us ebcdic_cp_wt ibm037 ibm039", charmap!(Full(t::CP037))),
        Row("cp273", "cp273", "273 csibm273 ibm273", charmap!(Full(t::CP273))),
        Row("cp424", "cp424", "424 csibm424 ebcdic_cp_he ibm424", charmap!(Full(t::CP424))),
        Row("cp500", "cp500", "500 csibm500 ebcdic_cp_be ebcdic_cp_ch ibm500", charmap!(Full(t::CP500))),
        Row("cp875", "cp875", "", charmap!(Full(t::CP875))),
        Row("cp1026", "cp1026", "1026 csibm1026 ibm1026", charmap!(Full(t::CP1026))),
        Row("cp1140", "cp1140", "1140 ibm1140", charmap!(Full(t::CP1140))),
    ]
}

struct Names {
    encodings: Vec<Encoding>,
    by_name: HashMap<&'static str, usize>,
    aliases: Vec<(&'static str, &'static str)>,
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = Names {
            encodings: Vec::new(),
            by_name: HashMap::new(),
            aliases: Vec::new(),
        };
        for (at, Row(module, name, aliases, codec)) in rows().into_iter().enumerate() {
            names.encodings.push(Encoding { name, codec });
            names.by_name.insert(module, at);
            for alias in aliases.split_ascii_whitespace() {
                names.by_name.insert(alias, at);
                names.aliases.push((alias, module));
            }
        }
        names
    })
}

/// Aliases and the module names they stand for, as `encodings.aliases` lists them.
pub fn aliases() -> &'static [(&'static str, &'static str)] {
    &names().aliases
}

/// A name as the table has it: lower case, runs of anything but letters, digits and dots made one
/// underscore, none at the ends.
pub fn normalize(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.chars() {
        if c.is_alphanumeric() || c == '.' {
            if gap && !out.is_empty() {
                out.push('_');
            }
            gap = false;
            if c.is_ascii() {
                out.push(c.to_ascii_lowercase());
            }
        } else {
            gap = true;
        }
    }
    out
}

/// The encoding of a name or alias; `None` if biji has none of that name.
pub fn find(name: &str) -> Option<&'static Encoding> {
    let names = names();
    let at = names.by_name.get(name).copied().or_else(|| {
        let normal = normalize(name);
        let dotless = || normal.replace('.', "_");
        names
            .by_name
            .get(normal.as_str())
            .or_else(|| names.by_name.get(dotless().as_str()))
            .copied()
    })?;
    names.encodings.get(at)
}

impl Codec {
    /// The name in the messages of UnicodeEncodeError and UnicodeDecodeError.
    pub fn error_name(self, encoding: &'static str) -> &'static str {
        match self {
            Codec::Utf8Sig => "utf-8",
            Codec::Latin1 => "latin-1",
            Codec::Charmap(_) => "charmap",
            Codec::UnicodeEscape => "unicodeescape",
            Codec::RawUnicodeEscape => "rawunicodeescape",
            _ => encoding,
        }
    }

    /// Whether ASCII text is encoded as itself.
    pub fn keeps_ascii(self) -> bool {
        match self {
            Codec::Utf8 | Codec::Ascii | Codec::Latin1 | Codec::Multi(_) => true,
            Codec::RawUnicodeEscape => true,
            Codec::Charmap(map) => map.keeps_ascii(),
            _ => false,
        }
    }
}
