import pprint
from collections import OrderedDict, defaultdict, Counter, deque, ChainMap, namedtuple, UserDict
from types import SimpleNamespace, MappingProxyType

data = {"name": "x" * 30, "list": list(range(30)), "nested": {"b": [1, 2, {"deep": ("t", "u" * 40, None)}], "a": {3, 1, 2}}, 5: "int"}
del data[5]
pprint.pprint(data)
pprint.pprint(data, width=40, indent=4)
pprint.pprint(data, depth=1)
pprint.pprint(data, compact=True, width=60)
pprint.pprint({"b": 1, "a": 2}, sort_dicts=False)
pprint.pp({"b": 1, "a": 2})
print(pprint.pformat([1234567, "z"], underscore_numbers=True))
pprint.pprint("a long text " * 20, width=50)
pprint.pprint(["a long text " * 10, b"bytes" * 30], width=50)
pprint.pprint({3, 1, 2})
for thing in (OrderedDict((f"key{i}", i * "v") for i in range(12)), defaultdict(list, {f"k{i}": [i] * 9 for i in range(6)}), Counter("mississippi" * 3 + "zzzzzz"), deque(range(40), maxlen=50),
              ChainMap({"a" * 30: 1}, {"b" * 30: 2}, {"c" * 30: 3}), SimpleNamespace(first="x" * 40, second=["y" * 40]), MappingProxyType({"k" * 40: "v" * 40}), frozenset(range(50)), bytearray(b"q" * 90), UserDict({f"u{i}": i * 5 for i in range(12)})):
    pprint.pprint(thing, width=50)
Point = namedtuple("Point", "x y")
pprint.pprint([Point(1, 2)] * 12)
loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.isreadable(loop), pprint.isreadable([1, "a"]), pprint.saferepr({"z": 1, "a": 2}))
print(pprint.pformat(loop)[:26])
for bad in (lambda: pprint.PrettyPrinter(indent=-1), lambda: pprint.PrettyPrinter(depth=0), lambda: pprint.PrettyPrinter(width=0)):
    try:
        bad()
    except ValueError as e:
        print(e)
from dataclasses import dataclass


@dataclass
class Record:
    name: str
    values: list


pprint.pprint(Record("n" * 40, list(range(30))), width=60)
