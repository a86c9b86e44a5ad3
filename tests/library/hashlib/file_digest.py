# file_digest over files and a BytesIO.
import hashlib
import io

with open("f.bin", "wb") as f:
    f.write(bytes(range(256)) * 300)
with open("f.bin", "rb") as f:
    print(hashlib.file_digest(f, "sha256").hexdigest())
with open("f.bin", "rb") as f:
    print(hashlib.file_digest(f, hashlib.md5).hexdigest())
print(hashlib.file_digest(io.BytesIO(b"abc"), "sha1").hexdigest())
h = hashlib.sha256()
with open("f.bin", "rb") as f:
    while block := f.read(4096):
        h.update(block)
print(h.hexdigest())
for action in [
    lambda: hashlib.file_digest(open("f.bin"), "md5"),
    lambda: hashlib.file_digest(io.StringIO("x"), "md5"),
    lambda: hashlib.file_digest("name", "md5"),
    lambda: hashlib.file_digest(io.BytesIO(b""), "nope"),
]:
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, "|", str(error).split(" at 0x")[0].split(" name=")[0])
