# Unknown keyword arguments, with a suggestion where a name is close.
def greet(name, greeting="hello"):
    return greeting + " " + name


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


outcome(lambda: greet(name="Li"))
outcome(lambda: greet("Li", greeting="hi"))
outcome(lambda: greet("Li", colour="red"))
outcome(lambda: greet("Li", greting="hi"))
outcome(lambda: greet(nme="Li"))
outcome(lambda: (lambda: 0)(x=1))
outcome(lambda: greet("Li", **{"a b": 1}))
outcome(lambda: greet("Li", **{1: 2}))
