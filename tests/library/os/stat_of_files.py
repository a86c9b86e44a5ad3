# os.stat: size, kind, mode, chosen times.
import os
import stat

with open("f", "wb") as f:
    f.write(b"12345")
os.chmod("f", 0o640)
os.utime("f", (1_000_000_000, 1_100_000_000.5))
s = os.stat("f")
print(s.st_size, oct(s.st_mode), stat.filemode(s.st_mode), s.st_nlink)
print(s.st_atime, s.st_mtime, s.st_mtime_ns, s[8], s.st_size == s[6])
print(stat.S_ISREG(s.st_mode), stat.S_ISDIR(s.st_mode), oct(stat.S_IMODE(s.st_mode)), len(s))
os.mkdir("d")
os.chmod("d", 0o755)
print(stat.filemode(os.stat("d").st_mode), stat.S_ISDIR(os.lstat("d").st_mode))
os.utime("f", ns=(5, 6))
print(os.stat("f").st_mtime_ns, os.path.getmtime("f") == os.stat("f").st_mtime)
for path in ["missing", "f/x", None]:
    try:
        os.stat(path)
    except Exception as error:
        print(type(error).__name__, "|", error)
try:
    os.chmod("missing", 0o600)
except OSError as error:
    print(error)
with open("f") as f:
    print(os.fstat(f.fileno()).st_size)
