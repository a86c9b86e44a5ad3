# Each flag, given as argument and inside the pattern.
import re

print(
    re.findall("a.c", "a\nc abc"),
    re.findall("a.c", "a\nc abc", re.S),
    re.findall("(?s)a.c", "a\nc"),
    re.findall("^.", "a\nb"),
    re.findall("^.", "a\nb", re.M),
    re.findall("(?m).$", "a\nb\n"),
)
print(
    re.findall("É", "éÉ", re.I),
    re.findall("[k-m]", "KLM\u212a", re.I),
    re.findall("ß", "ẞß", re.I),
    re.findall("(?i:a)b", "Ab AB"),
    re.findall("(?-i:a)B", "aB AB ab", re.I),
    re.findall("σ", "ςσΣ", re.I),
)
print(
    re.findall(r"\w", "aé_1-中"),
    re.findall(r"\w", "aé_1-中", re.A),
    re.findall(r"(?a:\w)", "aé"),
    re.findall(r"\d", "1٣"),
    re.findall(r"\d", "1٣", re.ASCII),
    re.findall(r"\s", "a\u3000b"),
    re.findall(r"\s", "a\u3000b", re.A),
)
print(
    re.findall(
        r"""
    (\d+)   # the hours
    \s* : \s*
    (\d\d)  # [#] the minutes
    [ #]?
""",
        "7 : 30 12:05#",
        re.VERBOSE,
    ),
    re.findall(r"(?x) a b \  c # end", "ab c"),
    re.findall("(?x: a b )c d", "abc d"),
)
print(
    repr(re.I),
    repr(re.I | re.M),
    re.compile("a", re.I).flags,
    re.compile("(?i)a").flags,
    re.compile(b"a").flags,
    re.compile("a", re.A).flags,
    int(re.S),
    re.NOFLAG,
    repr(re.RegexFlag(0)),
)
print(
    re.I is re.IGNORECASE,
    re.compile("a", re.I | re.X).flags & re.X,
    re.compile("(?ims)a"),
    re.compile("a", re.U),
    re.compile("a", re.A | re.I | re.M),
)
