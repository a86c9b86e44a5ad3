# Equal numbers of different types are the same key.
print(1 == 1.0 == True, 0 == 0.0 == False, 2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53 + 1), 10 ** 22 == 1e22, 10 ** 23 == 1e23)
print(1 < 1.5 < 2, 2 ** 70 > 1e20, 10 ** 400 > 1e308, -10 ** 400 < 0.5, 0.1 < 1 / 3, 3 > 2.9999999999999999)
print(hash(1) == hash(1.0) == hash(True), hash(5), hash(-1), hash(-2), hash(0), hash(2 ** 61 - 1), hash(2 ** 61), hash(2 ** 100), hash(0.5), hash(1e20), hash(-0.0), hash(1.5))
d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d, len({0, 0.0, False}), {2: "a"}[2.0], 1.0 in [1], [1, 2].index(2.0), {1, 1.0, True})
print(max(1, 1.0), max(1.0, 1), min(True, 1), sorted([2, 1.5, True, 0]), (1,) == (1.0,), [True] == [1])
