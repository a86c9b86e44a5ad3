# Finalisers, with and finally together.
class Loud:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, *info):
        print("exit", self.name)

    def __del__(self):
        print("del", self.name)


def f():
    try:
        with Loud("a") as a:
            b = Loud("b")
            return "value"
    finally:
        print("finally")


print(f())
with Loud("unnamed"):
    print("body")
print("after with")
with Loud("c") as c:
    pass
print("c is still bound")
c = None
print("end")
