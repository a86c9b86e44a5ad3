# sorted on every kind of iterable.
print(sorted([3, 1, 2]), sorted("hello"), sorted({3: "c", 1: "a"}), sorted((2, 1)), sorted([]), sorted(range(5), reverse=True))
print(sorted(["bb", "a", "ccc"], key=len), sorted("aB cD", key=str.lower), sorted([-3, 2, -1], key=abs), sorted([1, 2, 3], key=lambda n: -n))
data = [("x", 2), ("y", 1), ("z", 2), ("w", 1)]
print(sorted(data, key=lambda p: p[1]), sorted(data, key=lambda p: p[1], reverse=True), sorted(data, key=lambda p: (-p[1], p[0])))
original = [2, 1]
print(sorted(original), original, sorted(original) is original, sorted([[2], [1, 9], [1]]), sorted(["b", "B", "a", "A"]), sorted([True, False, 5, -1.5]))
for action in (lambda: sorted(5), lambda: sorted([1, "a"]), lambda: sorted(), lambda: sorted([1], len), lambda: sorted([1], key=5), lambda: sorted([2, 1], key=len),
               lambda: sorted([None, None]), lambda: sorted([], reverse=None), lambda: sorted([1], cmp=1)):
    try:
        print(action())
    except TypeError as error:
        print(error)
