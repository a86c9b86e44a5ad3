# What is in a folder.
import os

os.makedirs("d/sub")
for name in ["b.txt", "a.py", "中.md"]:
    with open("d/" + name, "w") as f:
        f.write("xy")
print(sorted(os.listdir("d")))
print(sorted(os.listdir(b"d"))[:2])
with os.scandir("d") as entries:
    for entry in sorted(entries, key=lambda e: e.name):
        print(entry.name, entry.path, entry.is_file(), entry.is_dir(), entry.is_symlink())
        if entry.is_file():
            print(entry.stat().st_size, repr(entry))
for function in [os.listdir, os.scandir]:
    for path in ["missing", "d/a.py", "", 3.5]:
        try:
            function(path)
        except Exception as error:
            print(function.__name__, type(error).__name__, "|", error)
os.chdir("d")
print(sorted(os.listdir()), sorted(os.listdir(None)) == sorted(os.listdir(".")))
print(os.fspath(next(e for e in os.scandir() if e.name == "sub")))
