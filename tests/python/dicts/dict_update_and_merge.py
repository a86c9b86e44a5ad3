# update, | and |=.
d = {"a": 1, "b": 2}
d.update({"b": 20, "c": 3})
d.update([("d", 4)], e=5)
d.update(f=6)
d.update()
d.update(zip("gh", (7, 8)))
print(d)
x, y = {"a": 1, "b": 2}, {"b": 3, "c": 4}
print(x | y, y | x, x, {} | x == x)
x |= y
print(x)
x |= [("z", 26)]
print(x, {**x, "a": 0}, dict(x, a=-1, new=2))
for action in (lambda: x | [("a", 1)], lambda: d.update(5), lambda: d.update([1]), lambda: d.update(["abc"]), lambda: x | None, lambda: d.update({}, {}),
               lambda: x + y, lambda: d.update([("a", 1, 2)]), lambda: x & y):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
