# copyfile, copy, copy2, copymode, copyfileobj.
import io
import os
import shutil

with open("src.txt", "w") as f:
    f.write("content\n")
os.chmod("src.txt", 0o751)
os.utime("src.txt", (1_000_000_000, 1_000_000_000))
os.mkdir("d")
print(
    shutil.copyfile("src.txt", "a.txt"),
    shutil.copy("src.txt", "b.txt"),
    shutil.copy("src.txt", "d"),
    shutil.copy2("src.txt", "c.txt"),
)
print(open("a.txt").read() == open("d/src.txt").read())
print(oct(os.stat("b.txt").st_mode & 0o777), os.stat("c.txt").st_mtime)
os.chmod("a.txt", 0o600)
shutil.copymode("src.txt", "a.txt")
print(oct(os.stat("a.txt").st_mode & 0o777))
box = io.StringIO()
with open("src.txt") as f:
    print(shutil.copyfileobj(f, box), box.getvalue())
for function, args in [
    (shutil.copy, ("missing", "x")),
    (shutil.copyfile, ("src.txt", "src.txt")),
    (shutil.copyfile, ("src.txt", "d")),
    (shutil.copy, ("src.txt", "no/where")),
    (shutil.copyfile, ("d", "x")),
    (shutil.copy, ("src.txt", "./src.txt")),
]:
    try:
        print(function(*args))
    except OSError as error:
        print(type(error).__module__, type(error).__name__, "|", error)
print(issubclass(shutil.SameFileError, shutil.Error), issubclass(shutil.Error, OSError))
