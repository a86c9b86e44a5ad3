# Splitting: with groups, empty matches, maxsplit.
import re

print(
    re.split(",", "a,b,,c"),
    re.split(r"\W+", "one, two; three."),
    re.split(r"(\W+)", "one, two"),
    re.split("(,)|;", "a,b;c"),
    re.split("x", "abc"),
    re.split(",", ""),
)
print(
    re.split("", "abc"),
    re.split("x*", "axbc"),
    re.split(r"\b", "a b"),
    re.split("(?=b)", "abab"),
    re.split("(x*)", "axb"),
)
print(
    re.split(",", "a,b,c,d", maxsplit=2),
    re.split(",", "a,b,c", maxsplit=0),
    re.split(",", "a,b", maxsplit=-1),
    re.compile(",").split("a,b,c", 1),
    re.split("A", "1a2A3", flags=re.IGNORECASE),
)
print(re.split(rb"\s", b"a b\tc"), re.split("[,;] *", "a, b;c;  d"), re.split(r"\d+", "a1b22c", maxsplit=1))
for action in [
    lambda: re.split(",", 5),
    lambda: re.split(",", b"a"),
    lambda: re.split(","),
    lambda: re.split(",", "a", maxsplit="x"),
    lambda: re.split("(", "a"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
