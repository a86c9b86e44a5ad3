# An object that goes lets go of its parts.
class Loud:
    def __init__(self, name, part=None):
        self.name = name
        self.part = part

    def __del__(self):
        print("del", self.name)


outer = Loud("outer", Loud("middle", Loud("inner")))
outer.part.part = None
print("inner replaced")
outer = None
print("all gone")
shared = Loud("shared")
one, two = Loud("one", shared), Loud("two", shared)
del shared
one = None
print("still held by", two.name, two.part.name)
two = None
print("end")
