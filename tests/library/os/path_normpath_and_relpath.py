# os.path.normpath, abspath, isabs, relpath, commonpath, commonprefix.
import os
import os.path as p

for path in [
    "",
    ".",
    "..",
    "a//b",
    "a/./b",
    "a/../b",
    "../a",
    "/..",
    "//a",
    "///a",
    "a/b/../../..",
    "a/",
    "./x",
]:
    print(repr(path), repr(p.normpath(path)), p.isabs(path))
for path, start in [
    ("a/b", "a"),
    ("a", "a/b"),
    ("/x/y", "/x/z"),
    ("a", "a"),
    ("/", "/a/b"),
    ("../q", "."),
    ("x/y/z", "x/w"),
]:
    print(path, start, p.relpath(path, start))
print(p.relpath("a/b"), p.abspath("a/../b") == os.getcwd() + "/b")
print(
    p.commonpath(["/a/b/c", "/a/b", "/a/b/d/e"]),
    repr(p.commonpath(["a", "b"])),
    p.commonprefix(["abc", "abd"]),
    repr(p.commonprefix([])),
)
for action in [
    lambda: p.relpath(""),
    lambda: p.commonpath([]),
    lambda: p.commonpath(["/a", "b"]),
    lambda: p.commonpath(["a", b"b"]),
    lambda: p.commonpath(5),
]:
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, "|", error)
