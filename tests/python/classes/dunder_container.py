# Item access, length, membership and iteration.
class Shelf:
    def __init__(self):
        self.data = {}

    def __getitem__(self, key):
        print("get", key)
        return self.data[key]

    def __setitem__(self, key, value):
        print("set", key, value)
        self.data[key] = value

    def __delitem__(self, key):
        print("del", key)
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        print("contains", key)
        return key in self.data

    def __iter__(self):
        return iter(self.data)


s = Shelf()
s["a"] = 1
s[1, 2] = 3
s["a"] += 10
print(s["a"], len(s), "a" in s, "z" not in s, list(s))
del s["a"]
try:
    s["a"]
except KeyError as error:
    print("KeyError", error)
print(bool(s), bool(Shelf()))
s[1:2] = "slice"
s[..., None] = "odd"
