# Keys become strings, are skipped, or refused.
import json

print(json.dumps({1: "a", 2.5: "b", True: "c", None: "d", "s": "e", -0.0: "f"}))
print(json.dumps({float("inf"): 1, 10**20: 2}))
for key in [(1, 2), b"k", frozenset()]:
    try:
        print(json.dumps({key: 1}))
    except TypeError as error:
        print(error)
print(json.dumps({(1, 2): 1, "ok": 2, b"x": 3}, skipkeys=True))
print(json.dumps({"1": "str", 1: "int"}))
try:
    json.dumps({"a": 1, 2: "b"}, sort_keys=True)
except TypeError as error:
    print(error)
print(json.dumps({3: "c", 1: "a", 2: "b"}, sort_keys=True))
print(json.loads(json.dumps({1: {2: 3}})))
