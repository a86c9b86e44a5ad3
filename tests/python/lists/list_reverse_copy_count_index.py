# The remaining methods.
s = [1, 2, 3, 2, 1.0, True]
print(s.reverse(), s)
print(s.count(1), s.count(2), s.count("x"), s.index(2), s.index(2, 3), s.index(1, -3), s.index(3, 1, 4))
c = s.copy()
c.append("new")
print(len(s), len(c), c is s, s[:] == s, s.copy() == s)
nested = [[1], [2]]
shallow = nested.copy()
shallow[0].append("shared")
shallow.append([3])
print(nested, shallow)
for action in (lambda: s.index("x"), lambda: s.index(2, 5), lambda: s.index(), lambda: s.count(), lambda: s.reverse(1), lambda: s.index(3, 0, 1)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
