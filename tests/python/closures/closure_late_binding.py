# Functions made in a loop see the variable, not the value.
functions = [lambda: i for i in range(4)]
print([f() for f in functions])
functions = [lambda i=i: i for i in range(4)]
print([f() for f in functions])


def make():
    result = []
    for i in range(3):
        result.append(lambda: i)
    i = "changed"
    return result


print([f() for f in make()])


def bound(i):
    return lambda: i


print([f() for f in [bound(i) for i in range(3)]])
n = 1
g = lambda: n
n = 2
print(g())
