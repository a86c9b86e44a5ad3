# Entered left to right, left right to left.
class M:
    def __init__(self, name, fail=None):
        self.name, self.fail = name, fail

    def __enter__(self):
        if self.fail == "enter":
            raise ValueError("enter " + self.name)
        print("+" + self.name, end=" ")
        return self.name

    def __exit__(self, kind, value, traceback):
        print("-" + self.name, kind.__name__ if kind else None, end=" ")
        if self.fail == "exit":
            raise ValueError("exit " + self.name)
        return self.fail == "suppress"


with M("a") as a, M("b") as b, M("c") as c:
    print(a + b + c, end=" ")
print()
with (
    M("d") as d,
    M("e"),
):
    print(d, end=" ")
print()
for managers in ((M("a"), M("b", "enter")), (M("a"), M("b", "exit")), (M("a", "suppress"), M("b", "enter")),
                 (M("a"), M("b", "suppress"))):
    try:
        with managers[0], managers[1]:
            print("body", end=" ")
            raise KeyError("body")
        print("after")
    except Exception as error:
        print("|", type(error).__name__, error, "| context", repr(error.__context__))
