# Base 16, and hex by binascii and bytes.
import base64
import binascii

print(
    base64.b16encode(b"\x00\xabxyz"),
    base64.b16decode("00AB78"),
    base64.b16decode(b"00ab", casefold=True),
    base64.b16decode(""),
)
for text in ["00ab", "0", "0G", "00 11", "0x11"]:
    try:
        print(base64.b16decode(text))
    except binascii.Error as error:
        print(repr(text), type(error).__name__, "|", error)
print(
    binascii.hexlify(b"\x01\xff"),
    binascii.hexlify(b"\x01\xff\x10", ":"),
    binascii.hexlify(b"abcdef", "-", 2),
    binascii.hexlify(b"abcde", "-", -2),
    binascii.b2a_hex(b"z"),
)
print(binascii.unhexlify("01FF"), binascii.unhexlify(b"01ff"), binascii.a2b_hex(""))
for text in ["0", "0g", "zz", "é"]:
    try:
        print(binascii.unhexlify(text))
    except ValueError as error:
        print(repr(text), type(error).__name__, "|", error)
print(
    b"\x01\xab".hex(" "),
    bytes.fromhex("01 aB"),
    binascii.crc32(b"abc"),
    binascii.crc32(b"c", binascii.crc32(b"ab")),
    binascii.crc_hqx(b"abc", 0),
)
