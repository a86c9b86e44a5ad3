# Enter, body, exit.
class Manager:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind, value, traceback)


with Manager("a") as value:
    print("body", value)
print("after", value)
with Manager("b"):
    pass
m = Manager("c")
with m as x, m as y:
    print(x, y)
