# Objects with a path, and names as bytes.
import os
from pathlib import PurePosixPath


class Where:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


print(os.fspath("a"), os.fspath(b"a"), os.fspath(Where("w")), os.fspath(PurePosixPath("x/y")))
for bad in [5, None, Where(5), ["a"]]:
    try:
        os.fspath(bad)
    except TypeError as error:
        print(error)
print(os.fsencode("中"), os.fsdecode(b"\xe4\xb8\xad"), ascii(os.fsdecode(b"\xff")), os.fsencode("\udcff"))
os.mkdir(Where("made"))
print(os.path.isdir("made"), os.path.join(Where("made"), "x"), isinstance(Where("q"), os.PathLike))
print(os.path.join("a", PurePosixPath("b")), os.path.basename(Where("m/n")))
