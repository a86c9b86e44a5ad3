# Repetition of nothing, twice, or too often.
import re

for pattern in [
    "*",
    "+a",
    "a**",
    "a*??",
    "a+*",
    "a{2}{3}",
    "a{3,2}",
    "(?:*)",
    "a|*",
    "^*",
    "a{99999999999}",
    "?",
    "(?P<x>)*a",
    "a{1}+",
    "a{1}++",
    "(*)",
    "$*",
    r"\b*",
    "(?=a)*",
]:
    try:
        print(pattern, re.compile(pattern).pattern)
    except (re.error, OverflowError) as error:
        print(pattern, type(error).__name__, "|", error)
