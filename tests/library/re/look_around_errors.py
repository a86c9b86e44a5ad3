# Looking behind over a text of no fixed width, and unfinished groups.
import re

for pattern in [
    "(?<=a*)b",
    "(?<=a|bc)d",
    "(?<!a+)b",
    "(?<=a?)b",
    "(?<=(?:a|bb))c",
    "(?=",
    "(?!a",
    "(?<",
    "(?<=",
    "(?<x",
    "(?<=a{1,2})b",
    r"(?<=(a)\1)b",
    "(?<=a(?=b))b",
]:
    try:
        print(pattern, re.compile(pattern).pattern)
    except re.error as error:
        print(pattern, "|", error)
