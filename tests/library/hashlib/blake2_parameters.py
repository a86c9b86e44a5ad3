# The parameters of BLAKE2.
import hashlib

print(hashlib.blake2b(b"abc", digest_size=16).hexdigest(), hashlib.blake2s(b"abc", digest_size=4).hexdigest())
print(hashlib.blake2b(b"abc", key=b"secret", digest_size=20).hexdigest())
print(hashlib.blake2b(b"abc", salt=b"salt", person=b"person", digest_size=20).hexdigest())
print(hashlib.blake2s(b"abc", key=b"k" * 32, salt=b"12345678", person=b"abcdefgh").hexdigest())
print(
    hashlib.blake2b(
        b"abc", fanout=2, depth=3, leaf_size=4096, node_offset=1, node_depth=1, inner_size=32, last_node=True
    ).hexdigest()[:40]
)
print(
    hashlib.blake2b.MAX_KEY_SIZE,
    hashlib.blake2b.MAX_DIGEST_SIZE,
    hashlib.blake2b.SALT_SIZE,
    hashlib.blake2b.PERSON_SIZE,
)
print(
    hashlib.blake2s.MAX_KEY_SIZE,
    hashlib.blake2s.MAX_DIGEST_SIZE,
    hashlib.blake2s.SALT_SIZE,
    hashlib.blake2s.PERSON_SIZE,
)
for options in [
    {"digest_size": 0},
    {"digest_size": 65},
    {"key": b"k" * 65},
    {"salt": b"s" * 17},
    {"person": b"p" * 17},
    {"fanout": 256},
    {"depth": 0},
    {"leaf_size": -1},
    {"node_offset": 2**64},
    {"node_depth": 300},
    {"inner_size": 65},
    {"key": "text"},
    {"bogus": 1},
]:
    try:
        print(hashlib.blake2b(b"", **options).hexdigest()[:8])
    except Exception as error:
        print(options.keys(), type(error).__name__, "|", error)
