# keys, values and items are live views.
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, list(k))
d["c"] = 3
del d["a"]
print(k, v, i, list(reversed(k)), list(reversed(i)))
print(sorted(k & {"b", "x"}), sorted(k | ["z"]), sorted(k - {"b"}), sorted(k ^ {"b", "q"}), k == {"b", "c"}, k >= {"b"}, k.isdisjoint(["x"]))
print(sorted(i & {("b", 2)}), i == {("b", 2), ("c", 3)}, v == d.values(), k == d.keys(), type(k).__name__, type(v).__name__, type(i).__name__)
print({"a": 1}.items() <= {"a": 1, "b": 2}.items(), max(d, key=d.get), sum(v), dict(i), [n for n in v], sorted(d.items(), key=lambda p: -p[1]))
for action in (lambda: k[0], lambda: v + v, lambda: k.append(1), lambda: hash(k), lambda: v & v):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
