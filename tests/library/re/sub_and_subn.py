# Replacing: with text, with groups, with a function.
import re

print(
    re.sub("a", "b", "banana"),
    re.sub("a", "b", "banana", count=2),
    re.subn("a", "b", "banana"),
    re.sub("x", "y", "banana"),
    re.sub("", "-", "abc"),
    re.sub("b*", "-", "abc"),
)
print(
    re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"),
    re.sub(r"(?P<n>\d)", r"<\g<n>>", "a1b2"),
    re.sub(r"(\d)", r"\g<1>0", "5"),
    re.sub("(a)(x)?", r"[\2]", "a"),
    re.sub("a", r"\g<0>\g<0>", "cat"),
)
print(
    repr(re.sub("a", r"\n\t\\", "a")),
    re.sub("a", r"\\1", "a"),
    re.sub("a", "\\060", "a"),
    re.sub("a", r"\0", "a") == "\0",
    re.sub("(a)", r"\101", "a"),
)
print(
    re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "1 and 20"),
    re.sub("a", lambda m: r"\n", "a"),
    re.sub(r"\s+", " ", "a \t b\n\nc").strip(),
    re.subn("[aeiou]", lambda m: m[0].upper(), "education", count=3),
)
print(
    re.compile("x").sub("y", "xxx", 1),
    re.compile("x").subn("", "axb"),
    re.sub("A", "z", "aA", flags=re.I),
    re.sub("(?m)^", "> ", "a\nb"),
    re.sub("a*?", "-", "aa"),
)
