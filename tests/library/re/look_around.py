# Looking ahead and behind.
import re

for pattern, text in [
    ("a(?=b)", "ab"),
    ("a(?!b)", "ab ac"),
    ("(?<=a)b", "ab"),
    ("(?<!a)b", "ab cb"),
    (r"(?<=\$)\d+", "cost $42"),
    (r"\w+(?=:)", "key: value"),
    ("(?<=ab|cd)e", "cde"),
    ("(?<=^a)b", "ab"),
    ("(?<=(a))b", "ab"),
    ("(?=(a+))a", "aaa"),
    (r"(?!.*x)\w+", "abc"),
    (r"(?<=\b)a", "a"),
    (r"^(?=.*\d)(?=.*[a-z]).{4,}$", "abc1"),
    (r"(?<!\d)\d{2}(?!\d)", "1 22 333"),
    ("(?<=a{2})b", "aab"),
    ("(?<!^)x", "xx"),
    ("(?=)a", "a"),
    ("(?!)a|b", "b"),
    (r"(a)(?<=\1)b", "ab"),
    ("(?<=[ab])c", "bc"),
]:
    m = re.search(pattern, text)
    print(pattern, m and (m.span(), m.group(), m.groups()))
print(re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", "1234567"), re.split(r"(?<=[a-z])(?=[A-Z])", "camelCaseName"))
