# Ways to write and make sets of ints.
print(set(), {1}, {3, 1, 2}, set([2, 2, 1]), set(range(5)), {*[1, 2], *(2, 3)}, {n % 3 for n in range(9)}, type({}).__name__, type({0}).__name__)
print(len(set("hello")), sorted(set("hello")), len({1, 1.0, True}), {1, True}, {True, 1}, {0, False}, set({"k": 1}), {None}, {(1, 2)})
print(repr({5}), str(set()), [{1}], {"a": {1}}, f"{ {1, 2} }", {frozenset({1})}, {-1}, {1.5})
for action in (lambda: {[]}, lambda: {{}}, lambda: set(5), lambda: set(1, 2), lambda: {set()}, lambda: hash({1}), lambda: set([[1]])):
    try:
        print(action())
    except TypeError as error:
        print(error)
