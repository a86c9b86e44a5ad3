"""A dict whose keys change while it keeps its size is noticed."""

d = dict.fromkeys("abc")
try:
    for key in d:
        print(key)
        del d[key]
        d[key.upper()] = 1
except RuntimeError as error:
    print(error)
print(d)
d = {1: "x", 2: "y"}
for view in (d.items, d.values):
    it = iter(view())
    print(next(it))
    first = next(iter(d))
    del d[first]
    d[first + 10] = "z"
    print(next(it))
    try:
        print(next(it))
    except RuntimeError as error:
        print(error)
d = {1: 1, 2: 2}
it = iter(d)
next(it)
d[3] = 3
try:
    next(it)
except RuntimeError as error:
    print(error)
