# Removing files, with the errors.
import os


def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, getattr(error, "errno", None), "|", error)


open("a", "w").close()
open("b", "w").close()
attempt(os.remove, "a")
attempt(os.unlink, "b")
attempt(os.remove, "a")
attempt(os.unlink, "missing/b")
os.mkdir("d")
attempt(os.remove, "d")
attempt(os.remove, None)
attempt(os.remove)
attempt(os.remove, "x", "y")
print(os.path.isdir("d"))
