# object_hook, object_pairs_hook, parse_int, parse_float, parse_constant.
import json
from collections import OrderedDict

text = '{"a": {"x": 1, "y": 2}, "n": [1, 2.5, -3, 1e2], "a2": {"x": 0}}'
print(json.loads(text, object_hook=lambda d: ("point", d["x"]) if "x" in d else d))
print(json.loads(text, object_pairs_hook=lambda pairs: pairs))
print(
    json.loads('{"k": 1, "k": 2}', object_pairs_hook=list),
    json.loads('{"b": 1, "a": 2}', object_pairs_hook=OrderedDict),
)
print(json.loads(text, parse_int=str, parse_float=lambda t: "f" + t))
print(json.loads("[1, -2, 3.0]", parse_int=float))
print(json.loads('{"x": 1}', object_hook=lambda d: 1 / len(d), object_pairs_hook=lambda p: "pairs win"))


def unique(pairs):
    found = {}
    for key, value in pairs:
        if key in found:
            raise KeyError(key)
        found[key] = value
    return found


try:
    json.loads('{"a": {"b": 1, "b": 2}}', object_pairs_hook=unique)
except KeyError as error:
    print("KeyError", error)
