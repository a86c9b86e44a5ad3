# Shrinking a list.
s = list("abcdefa")
print(s.pop(), s.pop(0), s.pop(-2), s.pop(1), s)
s.remove("b")
print(s)
del s[0]
print(s)
s.clear()
print(s, s == [])
for action in (lambda: s.pop(), lambda: [1].pop(5), lambda: [1].pop(-2), lambda: [1].remove(2), lambda: [1].pop("a"), lambda: s.remove(), lambda: [1].pop(1, 2), lambda: s.clear(1)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
t = [1, 2, 1]
t.remove(1)
print(t)
t.remove(1.0)
print(t)
