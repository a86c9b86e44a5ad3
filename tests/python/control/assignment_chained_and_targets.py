# a = b = c and assignment to every kind of target.
a = b = c = [0]
b.append(1)
print(a, b is c)
x = y = 5
x += 1
print(x, y)


class Box:
    pass


box, items, table = Box(), [0, 1, 2], {}
box.a = items[0] = table["k"] = "v"
print(box.a, items, table)
box.inner = Box()
box.inner.deep = table
box.inner.deep["list"] = items
box.inner.deep["list"][-1] = "end"
print(items)
i = items[i := 1] = "walrus index"
print(i, items)
(p) = 1
[q] = [2]
(r, s), [t] = (3, 4), "5"
print(p, q, r, s, t)
u = v, w = 1, 2
print(u, v, w)
n: int = 3
box.m: str = "annotated"
print(n, box.m)
