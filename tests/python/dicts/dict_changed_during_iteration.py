# Changing the size while iterating is an error.
def attempt(name, change):
    d = {"a": 1, "b": 2, "c": 3}
    try:
        for key in d:
            change(d, key)
        print(name, "ok", d)
    except RuntimeError as error:
        print(name, "-", error, d)


attempt("overwrite", lambda d, k: d.update({k: 0}))
attempt("add", lambda d, k: d.update({k + k: 0}))
attempt("delete", lambda d, k: d.pop(k))
attempt("replace", lambda d, k: (d.pop(k), d.update({k + "!": 1})) if len(k) < 3 else None)
d = {1: 1, 2: 2}
for key in list(d):
    del d[key]
print(d)
d = {1: 1}
try:
    for value in d.values():
        d[2] = 2
except RuntimeError as error:
    print(error)
try:
    for key, value in d.items():
        d.clear()
except RuntimeError as error:
    print(error)
it = iter(d)
d[5] = 5
try:
    next(it)
except RuntimeError as error:
    print(error)
