# Every algorithm on three inputs.
import hashlib

for name in [
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sha3_224",
    "sha3_256",
    "sha3_384",
    "sha3_512",
    "blake2b",
    "blake2s",
]:
    function = getattr(hashlib, name)
    for data in [b"", b"abc", b"x" * 1000]:
        h = function(data)
        print(name, h.name, h.digest_size, h.block_size, h.hexdigest())
        assert bytes.fromhex(h.hexdigest()) == h.digest() and hashlib.new(name, data).digest() == h.digest()
for name in ["shake_128", "shake_256"]:
    h = getattr(hashlib, name)(b"abc")
    print(
        name,
        h.name,
        h.digest_size,
        h.block_size,
        h.hexdigest(16),
        h.hexdigest(0),
        h.digest(3),
        len(h.hexdigest(300)),
    )
print(sorted(hashlib.algorithms_guaranteed))
print(hashlib.algorithms_guaranteed <= hashlib.algorithms_available)
