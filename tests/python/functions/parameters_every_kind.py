# One signature with every kind of parameter.
def f(a, b=2, /, c=3, *rest, d, e=5, **more):
    return a, b, c, rest, d, e, more


print(f(1, d=4))
print(f(1, 20, d=4))
print(f(1, 20, 30, d=4))
print(f(1, 20, 30, 40, 50, d=4, e=6))
print(f(1, c=30, d=4, x=7, y=8))
print(f(1, d=4, a=9, b=10))
print(f(*[1, 2], **{"d": 3, "z": 4}))
print(f(*"ab", *"cd", **{"d": 1}, **{"e": 2}))
