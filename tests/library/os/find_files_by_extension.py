# A small program: all .txt files below a folder with their sizes.
import os

for name, size in [
    ("a.txt", 3),
    ("b.md", 1),
    ("sub/c.txt", 10),
    ("sub/deep/d.TXT", 7),
    ("sub/deep/e.txt", 0),
]:
    os.makedirs(os.path.dirname(os.path.join("tree", name)), exist_ok=True)
    with open(os.path.join("tree", name), "w") as f:
        f.write("x" * size)


def find(top, extension):
    for folder, folders, files in os.walk(top):
        folders.sort()
        for name in sorted(files):
            if os.path.splitext(name)[1].lower() == extension:
                yield os.path.join(folder, name)


total = 0
for path in find("tree", ".txt"):
    size = os.path.getsize(path)
    total += size
    print(f"{os.path.relpath(path, 'tree'):<16}{size:>4}")
print("total", total)
for path in find("tree", ".txt"):
    if os.path.getsize(path) == 0:
        os.remove(path)
        print("removed", os.path.basename(path))
print(sorted(os.listdir("tree/sub/deep")))
