# The old interface with lines of 76 characters.
import base64
import io

print(base64.encodebytes(b""), base64.encodebytes(b"short"), base64.decodebytes(b"c2hvcnQ=\n"))
long = bytes(range(256))
code = base64.encodebytes(long)
print([len(line) for line in code.split(b"\n")], base64.decodebytes(code) == long)
print(code.decode())
source, target, back = io.BytesIO(b"z" * 100), io.BytesIO(), io.BytesIO()
base64.encode(source, target)
print(target.getvalue())
target.seek(0)
base64.decode(target, back)
print(back.getvalue() == b"z" * 100)
import binascii

print(
    binascii.b2a_base64(b"abc"),
    binascii.b2a_base64(b"abc", newline=False),
    binascii.Error.__mro__[1].__name__,
)
