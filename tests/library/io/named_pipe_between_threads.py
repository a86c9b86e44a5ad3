"""A named pipe whose ends are opened by two threads of one program."""

import os
import tempfile
import threading

folder = tempfile.mkdtemp()
path = os.path.join(folder, "pipe")
os.mkfifo(path)


def write():
    with open(path, "w") as file:
        file.write("from the other thread\n")


thread = threading.Thread(target=write)
thread.start()
with open(path) as file:
    print(file.read(), end="")
thread.join()

ends = []
thread = threading.Thread(target=lambda: ends.append(os.open(path, os.O_RDONLY)))
thread.start()
writing = os.open(path, os.O_WRONLY)
thread.join()
os.write(writing, b"bytes")
print(os.read(ends[0], 10))
os.close(writing)
print(os.read(ends[0], 10))
os.close(ends[0])
try:
    os.open(path, os.O_WRONLY | os.O_NONBLOCK)
except OSError as error:
    print(error.errno == __import__("errno").ENXIO)
os.unlink(path)
os.rmdir(folder)
