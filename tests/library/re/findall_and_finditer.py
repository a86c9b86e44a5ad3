# All matches, with groups, empty ones and positions.
import re

print(
    re.findall(r"\d+", "1 22 333"),
    re.findall(r"(\d)(\w)", "1a 2b"),
    re.findall(r"(\d)\w", "1a 2b"),
    re.findall("(a)|b", "ab"),
    re.findall("x", "abc"),
)
print(
    re.findall("", "abc"),
    re.findall("a*", "baac"),
    re.findall("a|", "ab"),
    re.findall(r"\b", "a b"),
    re.findall("^", "a\nb", re.M),
    re.findall("$", "a\nb\n", re.M),
)
print(
    [m.span() for m in re.finditer(r"\w+", "to be or")],
    [m.group() for m in re.finditer("aa", "aaaaa")],
    [m.span() for m in re.finditer("(?=a)", "aba")],
)
p = re.compile(r"[a-z]")
print(
    p.findall("a1b2c3", 2),
    p.findall("a1b2c3", 2, 4),
    p.findall("abc", endpos=2),
    [m.start() for m in p.finditer("abc", 1)],
)
iterator = p.finditer("xy")
print(next(iterator).group(), next(iterator).group(), next(iterator, "end"))
print(re.findall(r"(?P<a>.)(?P<b>.)?", "abc"), re.findall("中.", "中文中国"), re.findall("(?i)A", "aA"))
for action in [
    lambda: re.findall("a"),
    lambda: re.findall("a", 5),
    lambda: re.findall("(", "a"),
    lambda: p.findall("a", "b"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
