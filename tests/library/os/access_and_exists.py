# os.access, os.path.exists and the questions about kinds.
import os

open("f", "w").close()
os.mkdir("d")
for path in ["f", "d", "missing", "", "f/x", "d/.", "d/..", b"f"]:
    p = os.path
    print(
        repr(path), p.exists(path), p.isfile(path), p.isdir(path), p.lexists(path), os.access(path, os.F_OK)
    )
print(os.access("f", os.R_OK), os.access("missing", os.R_OK))
for bad in [None, 3.5, [], "nul\0"]:
    try:
        print(os.path.exists(bad))
    except TypeError as error:
        print(error)
print(os.path.exists(0), os.path.getsize("f"))
for function in [os.path.getsize, os.path.getmtime]:
    try:
        function("missing")
    except OSError as error:
        print(type(error).__name__, error)
print(os.path.ismount("/"), os.path.ismount("d"))
