# Insertion order is kept.
d = {"b": 1, "a": 2, "c": 3}
print(d, list(d), list(d.values()))
d["a"] = 20
print(d)
del d["b"]
d["b"] = 100
print(d, next(iter(d)), list(reversed(d)))
d.update(z=0, a=5)
print(d, d.popitem(), d)
print({1: "x", True: "y", 1.0: "z"}, {"k": 1, "k": 2}, dict([("k", 1), ("j", 2), ("k", 3)]))
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, list({"a": 1, "b": 2}) == list({"b": 2, "a": 1}))
for n in range(20):
    d[n] = n
for n in range(0, 20, 2):
    del d[n]
print(list(d))
