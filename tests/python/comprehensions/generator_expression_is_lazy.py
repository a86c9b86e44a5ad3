"""A generator expression evaluates its first iterable at once, and all else later."""

log = []


def note(x):
    log.append(x)
    return x


g = (note(y) for x in note([1, 2]) if note(x) for y in note([x, 10]))
print(log)
print(next(g), log)
print(list(g), log)
x = 5
g = (x * i for i in range(3))
x = 7
print(list(g), list(g))
try:
    (i for i in None)
except TypeError as error:
    print(error)
print(g.__name__, g.gi_code.co_name, sum(i for i in range(4)), dict((a, b) for a, b in ["ab", "cd"]))
try:
    exec("f(i for i in [], 1)")
except SyntaxError as error:
    print(error.msg)
