"""What a for loop can assign to, and what it says of the rest."""


class Box:
    pass


box, items, table = Box(), [0, 0], {}
for box.value in range(3):
    pass
for items[0] in "ab":
    pass
for table["k"], items[1] in [(1, 2), (3, 4)]:
    pass
for a, (b, *c) in [(1, "xyz")]:
    pass
print(box.value, items, table, a, b, c)
for (x) in [1]:
    print(x)
for x, in [[2]]:
    print(x)
for [p, q] in [(1, 2)]:
    print(p, q)
for *r, in ["ab"]:
    print(r)
for source in ("for 5 in []: pass", "for f() in []: pass", "for x + 1 in []: pass", "for x in []", "for *x in []: pass",
               "for None in []: pass", "for x.y() in []: pass", "for x in: pass", "for (yield) in []: pass"):
    try:
        compile(source, "name", "exec")
        print(source, "fine")
    except SyntaxError as error:
        print(source, "-", error.msg)
for wrong in (5, None, len, object()):
    try:
        for x in wrong:
            pass
    except TypeError as error:
        print(error)
