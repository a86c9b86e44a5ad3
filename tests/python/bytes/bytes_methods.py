# The methods bytes share with str.
b = b"one two one"
print(b.find(b"one"), b.find(b"one", 1), b.rfind(b"o"), b.count(b"o"), b.index(b"t"), b.find(110), b.find(b"x"))
print(b.split(), b.split(b" ", 1), b.rsplit(b" ", 1), b.partition(b" "), b"a\nb\r\n".splitlines(), b",".join([b"x", b"y"]))
print(b.replace(b"one", b"1"), b.upper(), b"ABC".lower(), b.title(), b.capitalize(), b"aB".swapcase())
print(b.startswith(b"one"), b.endswith((b"x", b"one")), b"  x ".strip(), b"xxaxx".strip(b"x"), b"ab".ljust(4, b"."), b"5".zfill(3), b"ab".center(6))
print(b"abc".isalpha(), b"12".isdigit(), b"a1".isalnum(), b" ".isspace(), b"AB".isupper(), b"a".islower(), b"ab".removeprefix(b"a"))
print(b"ab" + b"cd", b"ab" * 2, b"abc".translate(bytes.maketrans(b"a", b"x")), b"abc".translate(None, b"b"), b"a\tb".expandtabs(2))
print(b"%d %s %r" % (5, b"x", "q"), b"%x" % 255)
for action in (lambda: b.index(b"x"), lambda: b.split(b""), lambda: b.find("o"), lambda: b",".join(["a"]), lambda: b.replace("a", "b")):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
