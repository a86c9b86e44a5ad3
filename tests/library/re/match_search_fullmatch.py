# The three ways of looking, and what they return.
import re

for pattern, text in [
    ("a+", "aaab"),
    ("b", "aaab"),
    ("a*", ""),
    ("", "x"),
    ("ab?", "abab"),
    ("x", "aaab"),
    ("a|ab", "ab"),
    ("^b", "ab"),
    ("b$", "ab\n"),
]:
    print(
        pattern,
        repr(text),
        [
            m and (m.span(), m.group())
            for m in (re.match(pattern, text), re.search(pattern, text), re.fullmatch(pattern, text))
        ],
    )
p = re.compile("b+")
print(
    p.match("abbb", 1),
    p.match("abbb", 1, 2),
    p.search("abbb", 2),
    p.search("abbb", 5),
    p.fullmatch("abbb", 1),
    p.fullmatch("abbb", 1, 3),
    p.search("abbb", -5),
)
print(
    re.compile("^a").search("ba", 1), re.compile("a$").search("ab", 0, 1), re.compile(r"\bb").search("ab", 1)
)
print(repr(re.search("a", "xa")), bool(re.search("", "")))
