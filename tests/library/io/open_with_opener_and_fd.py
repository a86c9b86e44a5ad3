# open() on a file descriptor, closefd, and an opener of one's own.
import os

with open("a.txt", "w") as f:
    f.write("hello")
fd = os.open("a.txt", os.O_RDONLY)
with open(fd) as f:
    print(f.name == fd, f.read())
try:
    os.close(fd)
except OSError as error:
    print(error)
fd = os.open("a.txt", os.O_RDONLY)
with open(fd, closefd=False) as f:
    print(f.read(2))
os.lseek(fd, 0, os.SEEK_SET)
print(os.read(fd, 10))
os.close(fd)


def opener(path, flags):
    print("opening", path, flags & os.O_WRONLY == os.O_WRONLY)
    return os.open(path, flags, 0o600)


with open("b.txt", "w", opener=opener) as f:
    f.write("x")
print(open("b.txt").read())
