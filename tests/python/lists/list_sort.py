# Sorting in place.
s = [3, 1, 2]
print(s.sort(), s)
s.sort(reverse=True)
print(s)
words = ["banana", "Apple", "cherry", "apple", "Banana"]
words.sort()
print(words)
words.sort(key=str.lower)
print(words)
words.sort(key=len, reverse=True)
print(words)
pairs = [(2, "b"), (1, "z"), (2, "a"), (1, "y")]
pairs.sort()
print(pairs)
pairs.sort(key=lambda p: p[0], reverse=True)
print(pairs)
nested = [[2], [1, 5], [], [1]]
nested.sort()
print(nested, sorted([True, 0, 2.5, -1]))
for action in (lambda: [1, "a"].sort(), lambda: [1, 2].sort(len), lambda: [1, 2].sort(key=len), lambda: [{}, {}].sort(), lambda: [None, 1].sort(), lambda: [1, 2].sort(reverse="x")):
    try:
        print(action())
    except TypeError as error:
        print(error)
