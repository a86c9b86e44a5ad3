# os.path.join, split, splitext, basename, dirname, splitroot.
import os.path as p

for parts in [
    ("a",),
    ("a", "b"),
    ("a/", "b"),
    ("a", "/b"),
    ("a", ""),
    ("", "b"),
    ("", ""),
    ("/", "b", "c/", "d"),
    ("a", "..", "b"),
]:
    print(parts, repr(p.join(*parts)))
for path in [
    "a/b.txt",
    "a/b/",
    "/",
    "",
    "b.tar.gz",
    "/a",
    ".hidden",
    "a.b/c",
    "..",
    "//x/y",
    "a/.b.c",
    "end.",
]:
    print(
        repr(path),
        p.split(path),
        p.splitext(path),
        p.basename(path),
        p.dirname(path),
        p.splitdrive(path),
        p.splitroot(path),
    )
print(p.join(b"a", b"b"), p.split(b"x/y"), p.splitext(b"a.b"))
