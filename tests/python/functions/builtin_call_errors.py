# Messages of built-in functions called in a wrong way.
def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: len())
outcome(lambda: len(1))
outcome(lambda: len([], []))
outcome(lambda: abs("x"))
outcome(lambda: abs())
outcome(lambda: ord("ab"))
outcome(lambda: ord(5))
outcome(lambda: chr(-1))
outcome(lambda: chr("a"))
outcome(lambda: sum(5))
outcome(lambda: sum(["a", "b"]))
outcome(lambda: sorted(5))
outcome(lambda: max())
outcome(lambda: max([]))
outcome(lambda: isinstance(1))
outcome(lambda: isinstance(1, "int"))
outcome(lambda: round("x"))
outcome(lambda: callable())
