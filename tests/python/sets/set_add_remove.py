# Changing a set.
s = {1}
print(s.add(2), s.add(1), s, len(s))
s.update([3, 4], (5,), {6: "k"})
print(s)
s.remove(3)
s.discard(4)
s.discard(99)
print(s)
for action in (lambda: s.remove(99), lambda: s.add([1]), lambda: s.add({1}), lambda: set().pop(), lambda: s.add(), lambda: s.remove("中"), lambda: s.update(5), lambda: [1] in s, lambda: s[0], lambda: s.remove([1])):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
print({7}.pop(), {1} in [{1}], 1 in s, 3 not in s)
s.intersection_update({1, 2, 77})
s.difference_update([1])
s.symmetric_difference_update({2, 8})
print(s)
s.clear()
print(s, bool(s), s.copy() is s)
