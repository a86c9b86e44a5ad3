# Messages of operators on unsuitable operands.
def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: 1 + "x")
outcome(lambda: "x" + 1)
outcome(lambda: [1] + (2,))
outcome(lambda: None + 1)
outcome(lambda: "a" - "b")
outcome(lambda: "a" * "b")
outcome(lambda: [1] * 2.0)
outcome(lambda: {} + {})
outcome(lambda: 5 % "x")
outcome(lambda: 1 << 1.5)
outcome(lambda: 1 @ 2)
outcome(lambda: -"x")
outcome(lambda: ~1.5)
outcome(lambda: 1 < "x")
outcome(lambda: [1] < (1,))
outcome(lambda: None > 0)
outcome(lambda: 1 in 5)
outcome(lambda: 1 in "x")
outcome(lambda: tuple("ab")["a"])
outcome(lambda: {1: 2}[[]])
outcome(lambda: {[]: 1})
outcome(lambda: {{}})
outcome(lambda: "x" ** 2)
outcome(lambda: 1 // "x")
outcome(lambda: 3 & 1.0)
