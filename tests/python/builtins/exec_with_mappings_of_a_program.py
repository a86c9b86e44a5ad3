"""Names that `exec` and `eval` look up in a program's mapping go by its methods."""


class Names:
    def __getitem__(self, key):
        print("get", key)
        if key == "known":
            return 1
        raise KeyError(key)

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)

    def keys(self):
        return ["b", "a"]


names = Names()
print(eval("known", {}, names))
exec("x = known\ndel x", {}, names)
print(eval("dir()", globals(), names), eval("locals()", globals(), names) is names)
try:
    eval("unknown", {}, names)
except NameError as error:
    print(error)


class Frozen(dict):
    def __setitem__(self, key, value):
        raise TypeError("frozen")

    def __getitem__(self, key):
        return "from " + key


try:
    exec("x = 1", Frozen())
except TypeError as error:
    print(error)
print(eval("thing", Frozen()))
try:
    eval("x", 5)
except TypeError as error:
    print(error)
try:
    exec("x", {}, 5)
except TypeError as error:
    print(error)
