# Character classes that are not well formed.
import re

for pattern in [
    "[",
    "[a",
    "[]",
    "[^]",
    "[z-a]",
    r"[\d-z]",
    r"[a-\d]",
    r"[\q]",
    r"[\400]",
    r"[\x1]",
    r"[\u12]",
    r"[\B]",
    "[a-",
    "[\\",
    r"[\N{no such}]",
    r"[\N]",
]:
    try:
        print(pattern, re.compile(pattern).pattern)
    except re.error as error:
        print(pattern, "|", error)
