# Renaming and moving within one file system.
import os


def attempt(function, *args):
    try:
        print(function.__name__, args, function(*args))
    except OSError as error:
        print(type(error).__name__, error.errno, error.filename, error.filename2, "|", error)


for name in ["a", "b"]:
    with open(name, "w") as f:
        f.write(name)
attempt(os.rename, "a", "c")
print(open("c").read(), os.path.exists("a"))
attempt(os.rename, "c", "b")
print(open("b").read())
attempt(os.rename, "missing", "x")
attempt(os.replace, "missing", "x")
attempt(os.rename, "b", "no/where")
os.mkdir("d")
attempt(os.rename, "b", "d")
attempt(os.rename, "d", "b")
attempt(os.replace, "b", "d/b")
print(os.listdir("d"))
os.mkdir("e")
attempt(os.rename, "e", "d")
attempt(os.renames, "d/b", "p/q/b")
print(os.path.exists("d"), os.listdir("p/q"))
