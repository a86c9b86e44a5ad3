"""hashlib: many short digests and a few long ones."""
import hashlib

digest = b"start"
for n in range(120_000):
    digest = hashlib.md5(digest + str(n).encode()).digest()
    if n % 2:
        digest = hashlib.sha1(digest).digest()
for n in range(90_000):
    digest = hashlib.sha256(digest).digest()
total = hashlib.sha256()
block = bytes(range(256)) * 64
for n in range(2_500):
    total.update(block)
print(hashlib.md5(digest).hexdigest(), total.hexdigest()[:16])
