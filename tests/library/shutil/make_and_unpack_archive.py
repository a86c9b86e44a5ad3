# Packing a folder and unpacking it again.
import os
import shutil

os.makedirs("src/sub")
for name in ["a.txt", "sub/b.txt"]:
    with open("src/" + name, "w") as f:
        f.write(name * 3)
for kind in ["zip", "tar", "gztar"]:
    archive = shutil.make_archive("packed", kind, "src")
    print(kind, os.path.basename(archive), os.path.exists(archive))
    shutil.unpack_archive(archive, "out_" + kind)
    print(open(f"out_{kind}/sub/b.txt").read(), sorted(os.listdir("out_" + kind)))
for action in [
    lambda: shutil.make_archive("x", "rar", "src"),
    lambda: shutil.unpack_archive("a.unknown"),
    lambda: shutil.unpack_archive("x.zip", format="odd"),
]:
    try:
        action()
    except (ValueError, OSError) as error:
        print(type(error).__name__, "|", error)
