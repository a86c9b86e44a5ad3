# Compiled patterns: attributes, equality, repr, cache, escape.
import re

p = re.compile(r"a(b)", re.I)
print(
    p,
    repr(p),
    p.pattern,
    p.flags,
    p.groups,
    p == re.compile(r"a(b)", re.I),
    p == re.compile("a(b)"),
    hash(p) == hash(re.compile(r"a(b)", re.I)),
    re.compile(p) is p,
    isinstance(p, re.Pattern),
)
print(
    repr(re.compile("x" * 300))[:30],
    len(repr(re.compile("x" * 300))),
    re.compile("a\n'\""),
    re.compile(b"\x00\xff"),
    re.compile("/"),
)
for text in ["a.b*c", "1+1=2?", "[x](y){z}", "中 文", "a_b-c", "tab\tnl\n", "^$|\\", "~#&@!%,;:'\"`<>/", ""]:
    print(repr(re.escape(text)), re.fullmatch(re.escape(text), text) is not None)
print(re.escape(b"a.b\xff\0"), re.purge())
for action in [
    lambda: re.compile(p, re.M),
    lambda: re.compile(5),
    lambda: re.compile("a", "i"),
    lambda: re.compile(),
    lambda: re.escape(5),
    lambda: setattr(p, "pattern", "x"),
    lambda: re.Pattern(),
    lambda: p < p,
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
import copy
import pickle

print(copy.deepcopy(p) is p, pickle.loads(pickle.dumps(p)) == p, {p: 1}[re.compile(r"a(b)", re.I)])
