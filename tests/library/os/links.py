# Symbolic and hard links.
import os

with open("target", "w") as f:
    f.write("content")
print(os.symlink("target", "soft"), os.readlink("soft"), open("soft").read())
print(os.path.islink("soft"), os.path.islink("target"), os.path.isfile("soft"))
os.link("target", "hard")
print(os.stat("target").st_nlink, os.path.samefile("target", "hard"), os.path.samefile("soft", "hard"))
os.remove("target")
print(os.path.exists("soft"), os.path.lexists("soft"), open("hard").read())
for function, args in [
    (os.symlink, ("x", "soft")),
    (os.readlink, ("hard",)),
    (os.readlink, ("missing",)),
    (os.link, ("missing", "y")),
    (os.stat, ("soft",)),
    (open, ("soft",)),
]:
    try:
        function(*args)
    except OSError as error:
        print(type(error).__name__, error)
os.symlink("loop", "loop")
try:
    open("loop")
except OSError as error:
    print(type(error).__name__, error)
os.mkdir("d")
os.symlink("d", "to_d")
print(os.path.isdir("to_d"), os.path.realpath("to_d") == os.path.abspath("d"))
