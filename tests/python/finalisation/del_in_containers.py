# Containers let go of their items.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


items = [Loud("one"), Loud("two"), Loud("three")]
items.pop(0)
print("popped")
items[0] = None
print("replaced")
items.clear()
print("cleared")
d = {"k": Loud("value")}
d["k"] = Loud("new value")
print("overwritten")
del d["k"]
print("deleted")
t = (Loud("in tuple"), 1)
t = None
print("tuple gone")
s = [Loud("a"), Loud("b")]
s[0:1] = []
print("slice replaced")
s = None
print("end")
