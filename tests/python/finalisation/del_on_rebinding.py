# An object goes when the last name lets go of it.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = Loud("a")
a = Loud("b")
print("rebound")
b = a
a = None
print("one name left")
b = None
print("no name left")
Loud("temporary")
print("after temporary")
c = Loud("c")
del c
print("after del")
Loud("x"), Loud("y")
print("end")
