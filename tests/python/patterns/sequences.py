"""Sequence patterns: lengths, stars, nesting, and what counts as a sequence."""


def shape(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return f"one {a}"
        case [a, [b, *c], *d]:
            return f"nested {a} {b} {c} {d}"
        case [1, *middle, 9]:
            return f"from 1 to 9 {middle}"
        case (a, b):
            return f"two {a} {b}"
        case [*all_]:
            return f"many {all_}"
    return "no sequence"


for x in ([], (), [1], (1, 2), [1, [2, 3, 4], 5], [1, 2, 3, 9], [4, 5, 6], range(2), "ab", b"ab", bytearray(b"ab"),
          {1, 2}, {1: 2}, iter([1]), memoryview(b"xy")):
    print(type(x).__name__, shape(x))

import collections
import collections.abc

print(shape(collections.deque([1, 9])))


class Pair(collections.abc.Sequence):
    def __len__(self):
        return 2

    def __getitem__(self, i):
        print("item", i)
        return ["x", "y"][i]


print(shape(Pair()))
