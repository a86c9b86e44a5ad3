# Making and removing folders, with the errors.
import os


def attempt(function, *args, **options):
    try:
        print(function.__name__, args, options, function(*args, **options))
    except Exception as error:
        print(function.__name__, args, options, type(error).__name__, "|", error)


attempt(os.mkdir, "a")
attempt(os.mkdir, "a")
attempt(os.mkdir, "no/such")
attempt(os.makedirs, "x/y/z")
attempt(os.makedirs, "x/y/z")
attempt(os.makedirs, "x/y/z", exist_ok=True)
attempt(os.makedirs, "x/y/z/w", exist_ok=True)
attempt(os.rmdir, "x")
attempt(os.rmdir, "missing")
attempt(os.rmdir, "a")
attempt(os.removedirs, "x/y/z/w")
print(os.path.exists("x"))
open("file", "w").close()
attempt(os.mkdir, "file")
attempt(os.makedirs, "file", exist_ok=True)
attempt(os.mkdir, "file/sub")
attempt(os.rmdir, "file")
attempt(os.mkdir, "")
attempt(os.mkdir, 5)
attempt(os.mkdir, "nul\0")
