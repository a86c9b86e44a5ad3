# Commas make tuples, parentheses do not.
a = (1)
b = (1,)
c = 1,
d = ()
e = (1, 2,)
print(type(a).__name__, type(b).__name__, b == c, d, e, len(d))


def f():
    return 1, 2


def g(*args):
    return args


x = f()
print(x, g((1, 2)), g(1, 2), g(()), g(), [1, 2, ], (1, 2)[0], ((1,),))
for n in 1, 2:
    print(n, end=";")
print()
print((1, 2) + (3,), "%s" % ((1, 2),), f"{(1,)}", str(()), repr((1,)), (lambda: (1, 2))())
i = 5,
print(i, *i, 1 if () else 0)
