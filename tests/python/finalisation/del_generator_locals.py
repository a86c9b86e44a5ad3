# A dropped generator runs finally and lets go of its locals.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def gen():
    held = Loud("held")
    try:
        yield 1
        yield 2
    finally:
        print("finally")


g = gen()
print(next(g))
g = None
print("dropped")
for n in gen():
    print(n)
print("exhausted")
g = gen()
g = None
print("never started")
h = gen()
next(h)
h.close()
print("closed")
