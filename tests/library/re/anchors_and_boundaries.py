# ^ $ \A \Z \b \B in every position.
import re

for pattern in [
    "^a",
    "a$",
    r"\Aa",
    r"a\Z",
    r"\ba",
    r"a\b",
    r"\Ba",
    r"a\B",
    "^$",
    r"\b",
    r"\B",
    "^",
    "$",
    r"\Z",
    "^^a",
    "a$$",
    "a^b",
    "a$b",
    "(^a|b$)",
    r"\A\Z",
]:
    print(
        pattern,
        [m.span() for m in re.finditer(pattern, "a ba\na")],
        [m.span() for m in re.finditer(pattern, "a ba\na", re.M)],
        [m.span() for m in re.finditer(pattern, "")],
    )
print(
    re.findall(r"\b\w+\b", "don't stop, 中文 now"),
    re.findall(r"\bé", "é"),
    re.findall(r"\bé", "é", re.A),
    re.match("a$", "a\n"),
    re.fullmatch("a", "a\n"),
    re.match(r"a\Z", "a\n"),
    re.search("$", "ab\n").span(),
    re.findall("(?m)$", "a\r\nb"),
)
