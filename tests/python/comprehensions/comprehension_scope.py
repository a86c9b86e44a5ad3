# The loop variable does not leak; the first iterable is outside.
x = "outer"
print([x for x in range(3)], x)
print([x for _ in range(2)])
print({x: y for x, y in [(1, 2)]}, x)
try:
    y
except NameError as error:
    print(error)


def f():
    base = 10
    result = [base + i for i in range(3)]
    try:
        i
    except NameError as error:
        print(error)
    return result


print(f())
print([x for x in x])


class C:
    n = 3
    squares = [i * i for i in range(n)]
    try:
        products = [i * n for i in range(2)]
    except NameError as error:
        message = str(error)


print(C.squares, hasattr(C, "products"), getattr(C, "message", None))
functions = [lambda: n for n in range(3)]
print([g() for g in functions])
