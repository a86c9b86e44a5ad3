# Growing a list.
s = [1]
s.append(2)
s.append([3])
s.extend((4, 5))
s.extend("ab")
s += {"k": 1}
print(s)
s.insert(0, "first")
s.insert(-1, "before last")
s.insert(100, "end")
s.insert(-100, "start")
print(s, s.append(1), len(s))
for action in (lambda: s.append(), lambda: s.append(1, 2), lambda: s.extend(5), lambda: s.insert(1), lambda: s.insert("a", 1), lambda: s.insert(1.5, 1)):
    try:
        print(action())
    except TypeError as error:
        print(error)
try:
    s += 5
except TypeError as error:
    print(error)
t = [1, 2]
t.extend(t)
t.extend(x * 10 for x in t[:2])
print(t)
