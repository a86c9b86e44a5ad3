# Everything that a match object tells.
import re

m = re.search(r"(\w+)-(?P<num>\d+)(x)?(?P<end>;)?", "say ab-12 now")
print(m.group(), m.group(0), m.group(1), m.group("num"), m.group(1, 2), m.group(3), m.group("end", 1))
print(m.groups(), m.groups("none"), m.groupdict(), m.groupdict(0), m[1], m["num"], m[0])
print(m.start(), m.end(), m.span(), m.start(1), m.end("num"), m.span(3), m.start(3), m.span("end"))
print(m.pos, m.endpos, m.lastindex, m.lastgroup, m.string, m.re.pattern, m.regs)
print(m.expand(r"\2:\1 \g<num> \g<0>"), repr(m.expand(r"\3|\n\t\\")), m)
for action in [
    lambda: m.group(9),
    lambda: m.group("no"),
    lambda: m[-1],
    lambda: m["no"],
    lambda: m.span(9),
    lambda: m.start("no"),
    lambda: m.expand(r"\9"),
    lambda: m.group(1.5),
    lambda: m[1:2],
    lambda: len(m),
    lambda: m.group([]),
    lambda: m.expand(r"\g<no>"),
]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", error)
print(
    re.match("(a)|b", "b").lastindex,
    re.match("(a)(b)", "ab").lastindex,
    re.match("((a)b)", "ab").lastindex,
    re.match("(a)|(b)", "b").groups(),
)
import copy

print(copy.copy(m) is m, isinstance(m, re.Match), re.match("x*", "abc", re.I).group() == "")
