# "~" and "$NAME" in paths.
import os
import os.path as p

os.environ["HOME"] = "/home/ada"
os.environ["A"] = "one"
os.environ["E"] = ""
for path in ["~", "~/x", "a/~", "~no_such_user_here/x", "", "~~"]:
    print(repr(path), p.expanduser(path))
for path in ["$A", "${A}", "$A/$A", "$AB", "${AB}", "$", "$$A", "${A", "a$E-b", "$1", "é$A"]:
    print(repr(path), p.expandvars(path))
print(p.expandvars(b"$A/x"), p.expanduser(b"~/y"))
os.environ["HOME"] = "/home/ada/"
print(p.expanduser("~"), p.expanduser("~/z"))
