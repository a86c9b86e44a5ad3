"""Dicts whose keys collide, are deleted and come again: order, length, and lookups that miss."""


class Same:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 42

    def __eq__(self, other):
        return isinstance(other, Same) and self.name == other.name

    def __repr__(self):
        return self.name


keys = [Same(f"k{n}") for n in range(40)]
table = {key: at for at, key in enumerate(keys)}
print(len(table), table[Same("k0")], table[Same("k39")], Same("k40") in table, 42 in table)
for key in keys[::3]:
    del table[key]
print(len(table), list(table)[:5], Same("k3") in table)
for key in reversed(keys[::3]):
    table[key] = -1
print(len(table), list(table)[-3:], sum(v for v in table.values() if v < 0))

steps = {n * 64: n for n in range(100)}
print(all(steps[n * 64] == n for n in range(100)), 63 in steps, 6400 in steps)
mixed = {1: "int", 2**70: "big", -1: "minus", "1": "str", (1, 2): "tuple", 0.5: "half", None: "none"}
mixed.update({float(n): n for n in range(3, 12)})
print(mixed[1.0], mixed[True], mixed[2**70], mixed[-1], mixed[(1, 2)], mixed[7], len(mixed))
for n in range(2000):
    mixed[n % 17] = n
    mixed.pop(n % 5, None)
print(len(mixed), list(mixed)[:4], mixed.get(16), mixed.get(4))
