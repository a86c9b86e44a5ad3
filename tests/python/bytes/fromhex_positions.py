"""Where bytes.fromhex finds what is no hexadecimal digit."""

for text in ("zz", "0g", "00 0x", "0", "000", "00é", "é0", " 00 11 ", "0 0", "00\u2003", "ab CD"):
    for kind in (bytes, bytearray):
        try:
            print(repr(text), kind.fromhex(text))
        except ValueError as error:
            print(repr(text), error)
try:
    bytes.fromhex(5)
except TypeError as error:
    print(error)
