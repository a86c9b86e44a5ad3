# Equality, no order, truth and length.
print({} == {}, {"a": 1} == {"a": 1.0}, {"a": 1} != {"a": 2}, {"a": [1]} == {"a": [1]}, {1: 2} == {True: 2}, {"a": 1} == [("a", 1)])
print(bool({}), bool({0: 0}), len({"a": 1}), not {}, {} or "empty", any({"": 1}), all({}), max({"b": 0, "a": 9}), sum({1: 0, 2: 0}))
for action in (lambda: {} < {}, lambda: {"a": 1} >= {}, lambda: hash({}), lambda: {}[0:1], lambda: {} * 2, lambda: -{}, lambda: dict(a=1)("a")):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
