# Calling things that are not functions.
def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


class Thing:
    pass


for value in (5, "text", None, [1, 2], {}, (1, 2), 2.5, Thing(), True, {3}, range(3), b""):
    outcome(lambda: value())
total = sum([1])
outcome(lambda: total(2))
outcome(lambda: total.real())
outcome(lambda: "abc".upper()())
