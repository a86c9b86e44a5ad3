"""bytes and bytearray: indexing, changing, encoding, a checksum."""

text = "The 中文 text to encode, ünïcode as well. " * 20


def checksum(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b * 65536 + a


total = 0
for n in range(1_500):
    data = text.encode("utf-8")
    total += checksum(data)
    changed = bytearray(data)
    for i in range(0, len(changed), 3):
        changed[i] ^= 0x20
    total += changed[n % 100] + len(changed.hex()) + data.find(b"well")
    total += len(data.decode("utf-8"))
print(total)
