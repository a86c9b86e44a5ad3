"""Mapping patterns: keys that must be there, and the rest."""


def look(x):
    match x:
        case {"kind": "point", "x": x, "y": y}:
            return f"point {x} {y}"
        case {"kind": str(kind), **rest}:
            return f"{kind} {rest}"
        case {1: _, **rest}:
            return f"one {rest}"
        case {}:
            return "a mapping"
    return "none"


for x in ({"kind": "point", "x": 1, "y": 2}, {"kind": "point", "x": 1}, {"kind": 5}, {1: 2, 3: 4}, {}, {5: 6}, [], "x"):
    print(x, look(x))

import collections
import types

counter = collections.defaultdict(int)
match counter:
    case {"missing": value}:
        print("found", value)
    case _:
        print("not made", dict(counter))
print(look(types.MappingProxyType({1: 0})))
try:
    exec("match {}:\n    case {'a': 1, 'a': 2}: pass")
except (SyntaxError, ValueError) as error:
    print(type(error).__name__, error)
