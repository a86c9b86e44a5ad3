"""hashlib: md5 and sha256 of 64 MB."""
import hashlib

block = bytes(range(256)) * 4096
for name in "md5", "sha256":
    digest = hashlib.new(name)
    for _ in range(64):
        digest.update(block)
    print(name, digest.hexdigest())
