# A method that returns None, and its result used.
items = [3, 1, 2]
ordered = items.sort()
print(items, ordered)
print(ordered.index(3))
