# Feeding in pieces, copying, asking twice.
import hashlib

for name in ["md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b", "blake2s"]:
    h = hashlib.new(name)
    print(name, h.update(b"hello "), end=" ")
    h.update(b"world")
    fork = h.copy()
    fork.update(b"!")
    print(
        h.hexdigest() == hashlib.new(name, b"hello world").hexdigest(),
        fork.hexdigest() == hashlib.new(name, b"hello world!").hexdigest(),
        h.hexdigest() == h.hexdigest(),
    )
    whole = hashlib.new(name)
    for i in range(0, 1000, 7):
        whole.update(bytes([i % 256]) * (i % 13))
    print(whole.hexdigest()[:24])
h = hashlib.md5(bytearray(b"a"))
h.update(memoryview(b"bc"))
print(h.hexdigest() == hashlib.md5(b"abc").hexdigest(), hashlib.sha256("中文".encode()).hexdigest())
