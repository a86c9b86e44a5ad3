# Whole folders: copying, with ignored names, and removing.
import os
import shutil


def tree(top):
    return sorted(
        os.path.relpath(os.path.join(folder, name), top)
        for folder, folders, files in os.walk(top)
        for name in folders + files
    )


os.makedirs("src/sub")
for name in ["a.py", "b.txt", "sub/c.py", "sub/d.tmp"]:
    with open("src/" + name, "w") as f:
        f.write(name)
print(shutil.copytree("src", "one"), tree("one"))
shutil.copytree("src", "two", ignore=shutil.ignore_patterns("*.tmp", "b*"))
print(tree("two"))
try:
    shutil.copytree("src", "one")
except FileExistsError as error:
    print(error)
shutil.copytree("src", "two", dirs_exist_ok=True)
print(tree("two"))
shutil.copytree("src", "three", ignore=lambda folder, names: [n for n in names if n == "sub"])
print(tree("three"))
print(shutil.rmtree("one"), os.path.exists("one"))
for args in [("missing",), ("src/a.py",)]:
    try:
        shutil.rmtree(*args)
    except OSError as error:
        print(type(error).__name__, error)
print(shutil.rmtree("missing", ignore_errors=True))
shutil.rmtree("missing", onexc=lambda function, path, error: print("handler", path, type(error).__name__))
try:
    shutil.copytree("missing", "x")
except OSError as error:
    print(error)
