# Base 32, with casefold and map01, and its errors.
import base64
import binascii

for n in range(7):
    data = b"foobar"[:n]
    print(
        n,
        base64.b32encode(data),
        base64.b32decode(base64.b32encode(data)) == data,
        base64.b32hexencode(data),
        base64.b32hexdecode(base64.b32hexencode(data)),
    )
print(
    base64.b32decode("mzxw6===", casefold=True),
    base64.b32decode("MZXW6==="),
    base64.b32hexdecode("cpnmu===", True),
)
print(base64.b32decode("M1023456", map01="L"), base64.b32decode("M1023456", map01=b"I"))
for args in [
    ("mzxw6===",),
    ("MZXW6",),
    ("MZXW6==",),
    ("MZXW61==",),
    ("A=======",),
    ("AAA=====",),
    ("========",),
    ("M=XW6===",),
    ("MZXW0===",),
    ("",),
    ("MZXW6===MZXW6===",),
    ("A\n",),
]:
    try:
        print(args, base64.b32decode(*args))
    except binascii.Error as error:
        print(args, type(error).__name__, "|", error)
try:
    base64.b32hexdecode("W0======")
except binascii.Error as error:
    print(error)
