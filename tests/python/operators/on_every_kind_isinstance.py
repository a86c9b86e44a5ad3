"""isinstance(1, value) for every kind of value: the result, or the message."""

for name, value in {"int": 7, "float": 2.5, "complex": 1j, "bool": True, "str": "ab", "bytes": b"ab", "bytearray": bytearray(b"ab"), "list": [1, 2], "tuple": (1, 2), "dict": {1: 2}, "set": {1, 2}, "frozenset": frozenset([2, 3]), "range": range(3), "none": None, "slice": slice(1), "type": int, "ellipsis": ...}.items():
    try:
        print(name, "->", isinstance(1, value))
    except Exception as error:
        print(name, "->", type(error).__name__, "-", error)
