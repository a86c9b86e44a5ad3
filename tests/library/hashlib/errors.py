# What hashing refuses.
import hashlib

for action in [
    lambda: hashlib.md5("text"),
    lambda: hashlib.md5(5),
    lambda: hashlib.sha256(None),
    lambda: hashlib.sha1(b"a", b"b"),
    lambda: hashlib.md5().update("text"),
    lambda: hashlib.md5().update(),
    lambda: hashlib.md5().update(5),
    lambda: hashlib.sha3_256("text"),
    lambda: hashlib.blake2b("text"),
    lambda: hashlib.new("sha257"),
    lambda: hashlib.new(5),
    lambda: hashlib.new(),
    lambda: hashlib.md5().hexdigest(5),
    lambda: hashlib.shake_128(b"").hexdigest(),
    lambda: hashlib.md5().color,
    lambda: hashlib.md5(usedforsecurity=False).name,
    lambda: hashlib.md5(b"x", usedforsecurity=True).name,
    lambda: hashlib.sha256([1, 2]),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
