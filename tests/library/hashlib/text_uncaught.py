# The traceback of hashing a string instead of bytes.
import hashlib

password = "secret"
print(hashlib.sha256(password.encode()).hexdigest())
print(hashlib.sha256(password).hexdigest())
