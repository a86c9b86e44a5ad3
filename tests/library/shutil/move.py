# shutil.move: renaming, into a folder, and the errors.
import os
import shutil

for name in ["a", "b", "c"]:
    with open(name, "w") as f:
        f.write(name)
os.makedirs("d/inner")
print(shutil.move("a", "renamed"), shutil.move("b", "d"), shutil.move("c", "d/new_c"))
print(sorted(os.listdir("d")), os.path.exists("a"))
print(shutil.move("d", "e"), sorted(os.listdir("e")))
with open("b", "w") as f:
    f.write("again")
for args in [("b", "e"), ("missing", "x"), ("e", "e/inner/deeper"), ("b", "no/where/b")]:
    try:
        print(shutil.move(*args))
    except OSError as error:
        print(type(error).__module__, type(error).__name__, "|", error)
print(open("e/b").read(), open("renamed").read())
