# Tests of what a string consists of.
samples = ["", "abc", "abc1", "123", "½", "²", "一二", "３", "中文", " ", "a b", "_a", "a_1", "1a", "é", "\n", "ab\x00", "class"]
print("text alpha alnum digit decimal numeric space ident print ascii")
for s in samples:
    tests = [s.isalpha(), s.isalnum(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isspace(),
             s.isidentifier(), s.isprintable(), s.isascii()]
    print(repr(s), *(int(t) for t in tests))
