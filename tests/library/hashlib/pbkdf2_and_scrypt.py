# Slow hashes for passwords.
import hashlib

print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1).hex())
print(
    hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 1000, 16).hex(),
    hashlib.pbkdf2_hmac("sha512", b"p", b"s", 10, dklen=70).hex(),
)
print(hashlib.pbkdf2_hmac("md5", b"", b"", 2).hex())
print(hashlib.scrypt(b"password", salt=b"NaCl", n=16, r=8, p=1).hex())
print(hashlib.scrypt(b"", salt=b"", n=16, r=1, p=1, dklen=16).hex())
for action in [
    lambda: hashlib.pbkdf2_hmac("sha256", b"p", b"s", 0),
    lambda: hashlib.pbkdf2_hmac("sha256", b"p", b"s", -1),
    lambda: hashlib.pbkdf2_hmac("sha256", b"p", b"s", 1, 0),
    lambda: hashlib.pbkdf2_hmac("sha256", "p", b"s", 1),
    lambda: hashlib.scrypt(b"p", salt=b"s", n=3, r=8, p=1),
    lambda: hashlib.scrypt(b"p", salt=b"s", n=16, r=8),
    lambda: hashlib.scrypt(b"p"),
    lambda: hashlib.scrypt(b"p", n=16, r=8, p=1),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
