"""base64: b64encode and b64decode of 8 MB, with and without line ends and check."""
import base64

data = bytes(range(256)) * (8 * 4096)
total = 0
for _ in range(6):
    text = base64.b64encode(data)
    total += len(text) + len(base64.b64decode(text))
total += len(base64.b64decode(text, validate=True))
lines = base64.encodebytes(data)
total += len(lines) + (base64.decodebytes(lines) == data)
total += len(base64.urlsafe_b64decode(base64.urlsafe_b64encode(data)))
total += len(data.hex()) + len(bytes.fromhex(data.hex()))
print(total)
