"""email.encoders: encode the payload of a message, and say so in its headers."""

from base64 import encodebytes

__all__ = ['encode_7or8bit', 'encode_base64', 'encode_noop', 'encode_quopri']


def encode_base64(msg):
    """Base64."""
    data = msg.get_payload(decode=True)
    msg.set_payload(str(encodebytes(data), 'ascii'))
    msg['Content-Transfer-Encoding'] = 'base64'


def encode_quopri(msg):
    """Quoted-printable, spaces too."""
    from binascii import b2a_qp
    data = msg.get_payload(decode=True)
    encoded = b2a_qp(data, quotetabs=True).replace(b' ', b'=20')
    msg.set_payload(encoded.decode('ascii'))
    msg['Content-Transfer-Encoding'] = 'quoted-printable'


def encode_7or8bit(msg):
    """As it is: say whether it is ASCII."""
    data = msg.get_payload(decode=True)
    if data is None:
        msg['Content-Transfer-Encoding'] = '7bit'
        return
    msg['Content-Transfer-Encoding'] = '7bit' if data.isascii() else '8bit'


def encode_noop(msg):
    """As it is."""
