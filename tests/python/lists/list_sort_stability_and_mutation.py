# Equal keys keep their order; a failing sort keeps all the items.
records = [("b", 2), ("a", 1), ("c", 2), ("d", 1)]
print(sorted(records, key=lambda r: r[1]))
print(sorted(records, key=lambda r: r[1], reverse=True))
records.sort(key=lambda r: r[0])
records.sort(key=lambda r: r[1])
print(records)
calls = []
print(sorted([3, 1, 2], key=lambda n: calls.append(n) or -n), calls)
s = [2, 1, "x", 0]
try:
    s.sort()
except TypeError as error:
    print(error, sorted(map(str, s)))


class Card:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"C{self.n}"


print(sorted([Card(3), Card(1), Card(2)]), max([Card(1)]) .n)
t = [3, 2, 1]
try:
    t.sort(key=lambda n: t.append(n) or n)
except ValueError as error:
    print(error)
print(list(reversed(sorted(range(100), key=lambda n: n % 10)))[:12])
