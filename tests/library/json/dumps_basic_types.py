# What each Python value becomes.
import json

for value in [
    None,
    True,
    False,
    0,
    -5,
    10**25,
    1.0,
    1.5,
    -0.0,
    1e16,
    1e100,
    1e-7,
    "",
    "text",
    [],
    [1, [2, []]],
    (1, 2),
    {},
    {"a": {"b": []}},
]:
    print(repr(value), json.dumps(value), type(json.dumps(value)).__name__)
print(json.dumps({"k": [1, 2.5, None, True, "x"], "n": {"m": ()}}))


class Size(int):
    pass


class Name(str):
    pass


print(json.dumps([Size(3), Name("n"), {Name("k"): Size(4)}]))
