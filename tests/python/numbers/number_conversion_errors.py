# Conversions between numbers and other types.
def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: int("x"))
outcome(lambda: int("3.7"))
outcome(lambda: int(float("3.7")))
outcome(lambda: int([1]))
outcome(lambda: int({}))
outcome(lambda: int("5", 10, 3))
outcome(lambda: float("1.2x"))
outcome(lambda: float([]))
outcome(lambda: float(None))
outcome(lambda: float("1", 2))
outcome(lambda: int(x="5"))
outcome(lambda: chr(1114112))
outcome(lambda: chr(97.0))
outcome(lambda: range(1.5))
outcome(lambda: list("ab")[1.0])
outcome(lambda: "ab" * 1.5)
outcome(lambda: bin(1.5))
outcome(lambda: hex("5"))
outcome(lambda: int("१२"))
outcome(lambda: int("1" * 20))
outcome(lambda: 5 .foo)
