# Wrong arguments for string methods.
def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: "a".upper(1))
outcome(lambda: "a".join())
outcome(lambda: "a".nothing())
outcome(lambda: "a".center())
outcome(lambda: "a".count(1))
outcome(lambda: "a".encode(5))
outcome(lambda: "a".splitlines(keep=True))
outcome(lambda: "abc".split(",", 1, 2))
outcome(lambda: "a".translate(5))
outcome(lambda: "a".isdigit("b"))
outcome(lambda: str.upper())
outcome(lambda: str.upper(5))
outcome(lambda: str.join(",", ["a", "b"]))
outcome(lambda: "a" + 1)
outcome(lambda: "a" + None)
outcome(lambda: "3" * "4")
outcome(lambda: "%d" % "3")
outcome(lambda: "a" < 1)
outcome(lambda: "abc".find())
