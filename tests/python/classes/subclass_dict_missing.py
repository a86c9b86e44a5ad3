# A dict subclass with __missing__ and with overridden methods.
class Default(dict):
    def __missing__(self, key):
        self[key] = value = len(key)
        return value


d = Default(a=1)
print(d["a"], d["four"], d)
print(d.get("nope"), "nope" in d)


class Upper(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.upper())


u = Upper()
u["a"] = 1
u.update(b=2)
print(u, u["A"], u["a"])
try:
    u["b"]
except KeyError as error:
    print("KeyError", error)
print(type(u | {}).__name__, type(u.copy()).__name__, dict(u), isinstance(u, dict))
