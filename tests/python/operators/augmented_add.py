"""+= on every kind of value, with operands of every kind: the result, or what is wrong."""

import copy

KINDS = {"int": 7, "float": 2.5, "complex": 1j, "bool": True, "str": "ab", "bytes": b"ab", "bytearray": bytearray(b"ab"), "list": [1, 2], "tuple": (1, 2), "dict": {1: 2}, "set": {1, 2}, "frozenset": frozenset([2, 3]), "range": range(3), "none": None, "slice": slice(1), "type": int, "ellipsis": ...}

for left in KINDS:
    for right in KINDS:
        target = copy.copy(KINDS[left])
        try:
            target += KINDS[right]
            print(left, "+=", right, "->", repr(target)[:60])
        except Exception as error:
            print(left, "+=", right, "->", type(error).__name__, "-", error)
