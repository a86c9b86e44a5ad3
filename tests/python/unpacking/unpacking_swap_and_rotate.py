# The right side is evaluated before any assignment.
a, b, c = 1, 2, 3
a, b, c = c, a, b
print(a, b, c)
items = [1, 2, 3, 4]
items[0], items[-1] = items[-1], items[0]
print(items)
i = 1
i, items[i] = 3, i * 100
print(i, items)
x, y = 0, 1
for _ in range(10):
    x, y = y, x + y
print(x, y)
items[:2], items[2:] = items[2:], items[:2]
print(items)
d = {"a": 1, "b": 2}
d["a"], d["b"] = d["b"], d["a"]
print(d)
lo, hi = 9, 3
if lo > hi:
    lo, hi = hi, lo
print(lo, hi)
