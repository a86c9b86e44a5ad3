# del in all forms.
x, y = 1, 2
del x
try:
    x
except NameError as error:
    print(error)
items = list(range(10))
del items[0], items[-1]
del items[2:4]
del items[::2]
print(items)
d = {"a": 1, "b": 2}
del d["a"]
print(d)


class Box:
    shared = 1


box = Box()
box.own = 2
del box.own
print(box.__dict__)
for attempt in (1, 2, 3, 4, 5, 6):
    try:
        if attempt == 1:
            del box.own
        elif attempt == 2:
            del box.shared
        elif attempt == 3:
            del d["zz"]
        elif attempt == 4:
            del items[99]
        elif attempt == 5:
            del (1, 2)[0]
        else:
            del undefined
    except Exception as error:
        print(type(error).__name__, error)
del Box.shared
print(hasattr(box, "shared"))
a = b = c = d = 1
del a, (b, c), [d]
try:
    c
except NameError as error:
    print(error)
y = [[1], 2]
del y[0][0]
print(y)
