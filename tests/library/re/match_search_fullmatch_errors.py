# Wrong arguments of match and search.
import re

p = re.compile("b+")

for action in [
    lambda: re.match("a"),
    lambda: re.match("a", 5),
    lambda: re.match(5, "a"),
    lambda: re.match("a", b"a"),
    lambda: re.match(b"a", "a"),
    lambda: re.search("a", None),
    lambda: re.match(None, "a"),
    lambda: p.match(),
    lambda: p.match("a", "b"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
