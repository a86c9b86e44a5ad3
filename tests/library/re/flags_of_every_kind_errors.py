# Flags that cannot be combined, and their words.
import re

for pattern, flags in [
    ("a(?i)b", 0),
    ("(?L)a", 0),
    ("a", re.L),
    (b"(?u)a", 0),
    (b"a", re.U),
    ("a", re.A | re.U),
    (b"a", re.L),
    ("(?i", 0),
    ("(?iz)", 0),
    ("(?-i)", 0),
    ("(?i-i:a)", 0),
    ("(?-:a)", 0),
    ("(?au:a)", 0),
    ("(?-u:a)", 0),
    ("(?i-", 0),
    ("(?", 0),
]:
    try:
        print(pattern, re.compile(pattern, flags).flags)
    except (re.error, ValueError) as error:
        print(pattern, type(error).__name__, "|", error)
