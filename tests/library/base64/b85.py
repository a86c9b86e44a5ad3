# Base 85 of the git kind.
import base64

for n in range(10):
    data = bytes(range(200, 210))[:n]
    code = base64.b85encode(data)
    print(n, code, base64.b85encode(data, pad=True), base64.b85decode(code) == data)
print(
    base64.b85encode(b"\0\0\0\0"),
    base64.b85encode(b"\xff\xff\xff\xff"),
    base64.b85decode("|NsC0"),
    base64.b85decode(b"VPa!sWoBn+X=-b1ZEkOHadLBXb#`}nd3p"),
)
for text in ["|NsC1", "~~~~~", "abc d", "é", "a", 'ab"cd', "00000\n", "\\"]:
    try:
        print(repr(text), base64.b85decode(text))
    except ValueError as error:
        print(repr(text), type(error).__name__, "|", error)
print(base64.z85encode(b"\x86\x4f\xd2\x6f\xb5\x59\xf7\x5b"), base64.z85decode("HelloWorld"))
try:
    base64.z85decode("Hell~")
except ValueError as error:
    print(error)
