# Groups of every kind, references, conditions.
import re

for pattern, text in [
    ("(a)(b)", "ab"),
    ("(?:a)(b)", "ab"),
    ("(?P<x>a)(?P=x)", "aa"),
    (r"(a)\1", "aa"),
    (r"(\w)(\w)\2\1", "abba"),
    (r"(a)?b\1", "b"),
    ("(a)?b(?(1)c|d)", "abc"),
    ("(a)?b(?(1)c|d)", "bd"),
    ("(?P<q>a)?b(?(q)c)", "b"),
    ("(?#comment)a", "a"),
    ("((a)(b))", "ab"),
    ("()", ""),
    ("(|a)", "a"),
    ("(?P<中>a)", "a"),
    (r"(?P<y>\d{4})-(?P<m>\d\d)", "2024-05"),
    (r"(.)\1{2}", "xxx"),
    ("(a|b)|c", "c"),
    (r"(?i)(a)\1", "aA"),
    (r"(['\"])(.*?)\1", "'it\"s'"),
]:
    m = re.match(pattern, text)
    print(pattern, m and (m.group(), m.groups(), m.groupdict()))
p = re.compile(r"(?P<y>\d+)-(?P<m>\d+)(x)")
print(p.groups, p.groupindex, p.groupindex["m"], p.pattern)
try:
    p.groupindex["new"] = 5
except TypeError as error:
    print(error)
