"""none <= every other kind of value."""

OTHERS = {"int": 7, "float": 2.5, "complex": 1j, "bool": True, "str": "ab", "bytes": b"ab", "bytearray": bytearray(b"ab"), "list": [1, 2], "tuple": (1, 2), "dict": {1: 2}, "set": {1, 2}, "frozenset": frozenset([2, 3]), "range": range(3), "none": None, "slice": slice(1), "type": int, "ellipsis": ...}
LEFT = None

for name, other in OTHERS.items():
    try:
        print("none <=", name, "->", LEFT <= other)
    except Exception as error:
        print("none <=", name, "->", type(error).__name__, "-", error)
