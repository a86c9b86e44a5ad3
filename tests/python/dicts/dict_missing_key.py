# What happens when a key is not there.
d = {"a": 1}
print(d.get("b"), d.get("b", 5), d.get("a", 5), "b" in d, "a" not in d)
for action in (lambda: d["b"], lambda: d[1], lambda: d[(1, 2)], lambda: d.pop("b"), lambda: d.__delitem__("x"), lambda: d[None], lambda: d["中"],
               lambda: d[[1]], lambda: [1] in d, lambda: d.get({}), lambda: {}.popitem(), lambda: d.get(), lambda: d.pop()):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error, error.args)
try:
    del d["q"]
except KeyError as error:
    print("KeyError", error)
try:
    d["x"] += 1
except KeyError as error:
    print("KeyError", error, d)
print(d.pop("b", "default"), d.pop("a"), d)
