# os.walk from the top, from the bottom, pruned, and of nothing.
import os

os.makedirs("t/a/deep")
os.makedirs("t/b")
for name in ["t/one", "t/a/two", "t/a/deep/three", "t/b/four"]:
    open(name, "w").close()
for folder, folders, files in os.walk("t"):
    folders.sort()
    print(folder, folders, sorted(files))
print([(folder, sorted(files)) for folder, _, files in os.walk("t/a", topdown=False)])
for folder, folders, files in os.walk("t"):
    folders[:] = [name for name in folders if name != "a"]
    print(folder, files)
print(list(os.walk("missing")))
list(os.walk("missing", onerror=lambda error: print(type(error).__name__, error)))
size = sum(len(files) for _, _, files in os.walk("t"))
print(size)
