# Groups and references that are not well formed.
import re

for pattern in [
    "(",
    ")",
    "(a",
    "a)",
    "(a))",
    "(?P<a",
    "(?P<>a)",
    "(?P<1a>b)",
    "(?P<a>b)(?P<a>c)",
    "(?P=x)",
    "(?P=",
    r"\1",
    r"(a)\2",
    r"(a\1)",
    "(?(1)a)",
    "(?(x)a)",
    "(?(1a)b)",
    "(a)(?(1)b|c|d)",
    "(?(0)a)",
    "(a)(?(1",
    "(?P>x)",
    "(?Px",
    "(?<x>a)",
    "(?z)",
    "(?",
    "(?P",
    "(?#",
    "(?:",
    "(?P<a b>c)",
    "(?P<é>a)(?P=é)",
    r"\8",
    r"(?P<x>a)\g<x>",
    "(?(99999)a)",
    "(?P=1)",
]:
    try:
        print(pattern, re.compile(pattern).groups)
    except re.error as error:
        print(pattern, "|", error)
