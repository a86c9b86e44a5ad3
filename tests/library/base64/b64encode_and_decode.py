# Base 64 of all lengths, and text as input of the decoder.
import base64

for n in range(8):
    data = bytes(range(250, 250 + 6))[:n] if n < 6 else b"x" * n
    code = base64.b64encode(data)
    print(n, code, base64.b64decode(code) == data)
print(
    base64.b64encode("中文".encode()),
    base64.b64decode("5Lit5paH").decode(),
    base64.b64decode(bytearray(b"YQ==")),
    base64.b64encode(memoryview(b"abc")),
)
print(
    base64.b64encode(bytes([251, 255, 190])),
    base64.b64encode(bytes([251, 255, 190]), b"-_"),
    base64.b64encode(bytes([251, 255, 190]), altchars=b"@!"),
)
print(base64.b64decode("-_--", altchars="-_"), base64.b64decode(b"@!@@", b"@!"))
print(
    base64.standard_b64encode(b"\xfb\xff"),
    base64.standard_b64decode("+/8="),
    base64.urlsafe_b64encode(b"\xfb\xff"),
    base64.urlsafe_b64decode("-_8="),
)
print(len(base64.b64encode(b"z" * 1000)), b"\n" in base64.b64encode(b"z" * 1000))
