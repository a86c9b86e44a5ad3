# Removing characters from the ends.
s = "  \t text here \n"
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()))
print("xxaxbxx".strip("x"), "xxaxbxx".lstrip("x"), "xxaxbxx".rstrip("x"), "abcba".strip("ab"), "abc".strip("cba") == "")
print("abc".strip(""), repr("".strip()), repr("   ".strip()), "  a ".strip(None), "www.example.com".strip("cmowz."))
print(repr("\u3000中文\u3000".strip()), repr("\xa0a\x1f".strip()), "中文中".strip("中"))
try:
    "a".strip(5)
except TypeError as error:
    print(error)
try:
    "a".strip("a", "b")
except TypeError as error:
    print(error)
