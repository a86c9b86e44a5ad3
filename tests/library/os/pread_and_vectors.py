# Reading and writing at a place, several buffers at once, sendfile.
import os

fd = os.open("f", os.O_RDWR | os.O_CREAT, 0o600)
print(os.pwrite(fd, b"0123456789", 0), os.pread(fd, 3, 4), os.lseek(fd, 0, os.SEEK_CUR))
print(os.writev(fd, [b"ab", bytearray(b"cd")]), os.pread(fd, 20, 0))
os.lseek(fd, 0, os.SEEK_SET)
first, second = bytearray(3), bytearray(4)
print(os.readv(fd, [first, second]), first, second)
print(os.fsync(fd), os.get_inheritable(fd), os.get_blocking(fd))
other = os.open("g", os.O_WRONLY | os.O_CREAT, 0o600)
print(os.sendfile(other, fd, 2, 5), os.close(other), open("g", "rb").read())
os.close(fd)
for action in [
    lambda: os.pread(fd, 1, 0),
    lambda: os.read(0, -1),
    lambda: os.open("f"),
    lambda: os.open("f", "r"),
]:
    try:
        print(action())
    except (OSError, TypeError) as error:
        print(type(error).__name__, "|", error)
