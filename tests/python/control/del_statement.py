"""del of names, items, attributes and slices, and what cannot be deleted."""

a = b = c = 1
del a, (b, [c])
for name in "abc":
    try:
        eval(name)
    except NameError as error:
        print(error)
items = list(range(10))
del items[0], items[-1], items[2:4]
print(items)
try:
    del items[50]
except IndexError as error:
    print(error)
for wrong in ((1, 2), "ab", 5, range(3)):
    try:
        del wrong[0]
    except TypeError as error:
        print(error)
try:
    del missing
except NameError as error:
    print(error)


def f():
    x = 1
    del x
    try:
        del x
    except UnboundLocalError as error:
        print(error)


f()
del ()
del []
for source in ("del 5", "del f()", "del x + 1", "del None", "del (x for x in y)", "del x.y()", "del *x", "del x = 1", "del __debug__", "del"):
    try:
        compile(source, "name", "exec")
        print(source, "fine")
    except SyntaxError as error:
        print(source, "-", error.msg)
