# indent, separators and sort_keys.
import json

data = {"b": [1, 2, {"x": None}], "a": {}, "c": [], "d": "s"}
print(json.dumps(data, indent=2))
print(json.dumps(data, indent=0))
print(json.dumps([1, [2]], indent="\t"))
print(json.dumps([1, {"k": 2}], indent="> "))
print(json.dumps(data, sort_keys=True))
print(json.dumps(data, separators=(",", ":")))
print(json.dumps(data, indent=1, separators=(" ;", " = "), sort_keys=True))
print(repr(json.dumps([1, 2], indent=4, separators=(", ", ": "))))
print(
    json.dumps([], indent=4),
    json.dumps({}, indent=4),
    json.dumps(3, indent=4),
    json.dumps([1, 2], indent=None),
)
