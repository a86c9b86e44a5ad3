# shutil.which, disk_usage and get_terminal_size.
import os
import shutil

os.mkdir("bin")
with open("bin/tool", "w") as f:
    f.write("#!/bin/sh\n")
with open("bin/plain", "w") as f:
    f.write("x")
os.chmod("bin/tool", 0o755)
os.chmod("bin/plain", 0o644)
print(shutil.which("tool", path="bin"), shutil.which("plain", path="bin"), shutil.which("no", path="bin"))
print(
    shutil.which("tool", path="nowhere:bin"),
    shutil.which("bin/tool"),
    shutil.which("plain", mode=os.F_OK, path="bin"),
)
usage = shutil.disk_usage(".")
print(usage.total > 0, usage._fields, usage[0] == usage.total)
try:
    shutil.disk_usage("missing")
except OSError as error:
    print(error)
os.environ["COLUMNS"], os.environ["LINES"] = "100", "40"
print(shutil.get_terminal_size())
os.environ["COLUMNS"] = "many"
print(shutil.get_terminal_size((1, 2)).lines)
