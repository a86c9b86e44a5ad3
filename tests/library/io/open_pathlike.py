# open() takes bytes and objects with __fspath__.
class Where:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


with open(Where("p.txt"), "w") as f:
    f.write("via path")
    print(type(f.name).__name__)
print(open(b"p.txt").read())
for bad in [Where(3), Where(None)]:
    try:
        open(bad)
    except TypeError as error:
        print(error)
from pathlib import Path

print(open(Path("p.txt")).read(), Path("p.txt").read_text())
