# re.error tells the message, the pattern and the place.
import re

for pattern in [
    "a(",
    "ab*c**",
    "x[y",
    "line one\nline (two",
    "(?P<n>a)(?P<n>b)",
    r"abc\q",
    r"\x",
    r"\u12",
    r"\U00110000",
    r"\N{foo}",
    r"\N",
    r"\N{",
    "\\",
    "a{2,1}",
    "[b-a]",
    "(?P<a",
    "é(中",
    r"\d\y",
    "a|*b",
    r"\c",
    r"\400",
    "(?x) a\n [",
    b"a(",
    rb"\u0061",
    rb"\N{DIGIT ONE}",
    rb"[\xg]",
    r"\U0001",
    r"\N{LATIN SMALL LETTER A",
    r"\N{}",
]:
    try:
        print(pattern, re.compile(pattern).pattern)
    except re.error as error:
        print(
            repr(pattern),
            "|",
            error.msg,
            error.pos,
            error.lineno,
            error.colno,
            error.pattern == pattern,
            "|",
            str(error).replace("\n", "\\n"),
        )
print(re.error is re.PatternError, re.error.__name__, re.error.__module__, re.error.__mro__[1].__name__)
own = re.error("trouble")
print(
    own,
    own.pattern,
    own.pos,
    own.lineno,
    own.args,
    re.error("t", "ab\ncd", 4),
    re.error("t", b"abc", 1).colno,
)
