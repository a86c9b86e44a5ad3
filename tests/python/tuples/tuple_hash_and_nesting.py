# Tuples as keys and nested tuples.
points = {(0, 0): "origin", (1, 0): "east"}
points[0, 1] = "north"
for (x, y), name in points.items():
    print(x, y, name)
print((0, 1) in points, points.get((5, 5), "nowhere"), (1.0, False) in points)
print(len({(1, 2), (1.0, 2), (2, 1)}), hash(()) == hash(()), hash((1, (2, 3))) == hash((1, (2, 3))))
deep = (1, (2, (3, (4, ()))))
print(deep, deep[1][1][1][0], deep == (1, (2, (3, (4, ())))))
try:
    {(1, [2]): 3}
except TypeError as error:
    print(error)
print(tuple(sorted({"b": 1, "a": 2}.items())), tuple(n * n for n in range(4)), tuple({}))
a, b = (1, 2), (1, 2)
print(a == b, id(a) == id(a), a != (1, 3), (1, 2, 3) > (1, 2), ("a", 1) < ("a", 2))
