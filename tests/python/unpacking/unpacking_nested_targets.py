# Nested patterns and unusual targets.
(a, (b, [c, *d])), e = (1, (2, [3, 4, 5])), 6
print(a, b, c, d, e)


class Box:
    pass


box, items, table = Box(), [0, 0, 0], {}
box.x, items[1], table["k"] = 1, 2, 3
print(box.x, items, table)
items[0], *items[1:] = "abcd"
print(items)
box.a, (box.b, *box.c) = 1, (2, 3, 4)
print(box.a, box.b, box.c)
i = 0
i, items[i] = 2, "changed"
print(i, items)
for table["n"], box.y in [(1, 2), (3, 4)]:
    pass
print(table["n"], box.y)
