# Arguments are evaluated from left to right, the function first.
def say(label, value=None):
    print(label, end=" ")
    return value


def target(*args, **kwargs):
    return args, kwargs


print(say("function", target)(say("a", 1), say("b", 2), k=say("c", 3)))
print(target(say("p", 1), *say("q", [2]), say("r", 3), **say("s", {"x": 4})))
print(target(*say("list", [1, 2]), say("last", 3)))
print([say("one", 1), say("two", 2)])
print({say("key", "k"): say("value", "v")})
values = {}
values[say("index", 0)] = say("right", 5)
print(values)
