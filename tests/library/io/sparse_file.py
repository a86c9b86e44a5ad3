"""A file of ten gigabytes, nearly all of it a hole: read in pieces and by lines in little memory."""
import os
import resource
import tempfile

SIZE = 10 << 30
FIRST, LAST = b"first line\nsecond line\n", b"\nlast line but one\nlast line\n"


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "large")
    with open(path, "wb") as file:
        file.write(FIRST)
        print(file.truncate(SIZE) == SIZE, file.tell())
        print(file.seek(-len(LAST), os.SEEK_END) == SIZE - len(LAST), file.write(LAST))
    print(os.path.getsize(path) == SIZE, os.stat(path).st_blocks * 512 < 1 << 20)
    before = peak()

    with open(path, "rb") as file:
        print(file.readline(), file.readline(), file.tell())
        count = 0
        while count < 16:
            piece = file.read(1 << 20)
            count += not piece.strip(b"\0")
        print(count, len(piece))
        file.seek(SIZE - 40)
        print([line.lstrip(b"\0") for line in file], file.tell() == SIZE, file.read(1))
        print(file.seek(SIZE + 5) == SIZE + 5, file.read())
        view = bytearray(8)
        file.seek(5 << 30)
        print(file.readinto(view), bytes(view), file.peek(3)[:3])
        print(os.pread(file.fileno(), 9, SIZE - 10))

    with open(path, encoding="ascii") as file:
        print(next(file), next(file), sep="", end="")
        file.seek(SIZE - 30)
        print([line.lstrip("\0") for line in file])
        file.seek(0)
        print(file.read(5), len(file.read(4 << 20)))

    with open(path, "rb", buffering=0) as file:
        file.seek(-10, os.SEEK_END)
        print(file.read(100))

    print("little memory:", peak() - before < 64)
    with open(path, "rb") as file:
        limit = resource.getrlimit(resource.RLIMIT_AS)
        pages = int(open("/proc/self/statm").read().split()[0])
        room = pages * resource.getpagesize() + (1 << 27)
        resource.setrlimit(resource.RLIMIT_AS, (room, limit[1]))
        for read in file.read, file.readline, lambda: file.read(6 << 30):
            file.seek(30)
            try:
                read()
            except MemoryError as error:
                print(type(error).__name__, error)
        file.seek(0)
        print(file.read(5))
