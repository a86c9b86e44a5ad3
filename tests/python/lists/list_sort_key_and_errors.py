"""sort with keys and reverse is stable; failing comparisons leave a list that is whole."""

words = ["bb", "a", "CC", "c", "AA"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w.lower())))
items = [3, "x", 1]
for act in (lambda: items.sort(), lambda: items.sort(key=5), lambda: items.sort(5), lambda: sorted(5), lambda: items.sort(reverse="x"),
            lambda: sorted([1, 2], key=lambda x: {}), lambda: sorted([1], cmp=5), lambda: [3, 1].sort(key=None, reverse=1)):
    try:
        print(act())
    except TypeError as error:
        print(error)
print(sorted(map(str, items)))


class Odd:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if self.n == 2:
            raise ValueError("2 is not compared")
        return self.n < other.n


odd = [Odd(3), Odd(2), Odd(1)]
try:
    odd.sort()
except ValueError as error:
    print(error, sorted(o.n for o in odd))
numbers = [3, 1, 2]


def meddle(x):
    numbers.append(9)
    return x


try:
    numbers.sort(key=meddle)
except ValueError as error:
    print(error)
print(sorted([2.5, 1, True, 0.5]), sorted([(1, "b"), (1, "a")], key=lambda t: t[0]), sorted("bca", reverse=True), sorted({3: 1, 1: 2}))
print([1.0, float("nan"), 0.5].sort(), sorted([], key=len), sorted([None]))
