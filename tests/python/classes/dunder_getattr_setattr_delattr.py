# Attribute hooks.
class Record:
    def __init__(self):
        self.__dict__["log"] = []
        self.real = 1

    def __getattr__(self, name):
        self.log.append("get " + name)
        if name.startswith("x"):
            return name.upper()
        raise AttributeError("no " + name)

    def __setattr__(self, name, value):
        self.log.append(f"set {name}={value}")
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self.log.append("del " + name)
        object.__delattr__(self, name)


r = Record()
print(r.real, r.xyz, hasattr(r, "nope"), getattr(r, "other", "default"))
r.a = 5
r.a += 1
del r.a
try:
    del r.a
except AttributeError as error:
    print(error)
try:
    r.nope
except AttributeError as error:
    print(error)
print(r.log)
