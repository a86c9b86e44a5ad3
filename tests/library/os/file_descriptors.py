# Reading and writing by file descriptor, and a pipe.
import os

fd = os.open("f", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
print(os.write(fd, b"hello world"), os.lseek(fd, 0, 0), os.read(fd, 5), os.read(fd, 100), os.read(fd, 5))
os.ftruncate(fd, 3)
print(os.fstat(fd).st_size, os.isatty(fd))
other = os.dup(fd)
os.lseek(other, 0, os.SEEK_SET)
print(os.read(fd, 10), other != fd)
os.close(fd)
os.close(other)
for function, args in [
    (os.close, (fd,)),
    (os.read, (fd, 1)),
    (os.write, (fd, b"x")),
    (os.fstat, (fd,)),
    (os.open, ("no", os.O_RDONLY)),
]:
    try:
        function(*args)
    except OSError as error:
        print(function.__name__, error.errno, error)
r, w = os.pipe()
os.write(w, b"through")
os.close(w)
print(os.read(r, 100), os.read(r, 100))
with os.fdopen(r, "rb") as f:
    print(f.read())
try:
    os.write(1, "text")
except TypeError as error:
    print(error)
