"""With several managers, each is left in turn, whatever the others do."""


class M:
    def __init__(self, name, enter=None, leave=None, suppress=False):
        self.name, self.enter, self.leave, self.suppress = name, enter, leave, suppress

    def __enter__(self):
        print("enter", self.name)
        if self.enter:
            raise self.enter
        return self.name

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__)
        if self.leave:
            raise self.leave
        return self.suppress


def attempt(*managers):
    try:
        a, b, c = managers
        with a as x, b as y, c as z:
            print("body", x, y, z)
            raise KeyError("body")
    except Exception as error:
        print(repr(error), "context", repr(error.__context__))
    else:
        print("went on")


attempt(M("a"), M("b"), M("c"))
attempt(M("a"), M("b", suppress=True), M("c"))
attempt(M("a"), M("b", enter=ValueError("enter b")), M("c"))
attempt(M("a"), M("b"), M("c", leave=ValueError("exit c")))
attempt(M("a", suppress=True), M("b", leave=ValueError("exit b")), M("c", suppress=True))
with (M("p") as p, M("q")):
    print(p)
with (
    M("r"),
    M("s") as s,
):
    print(s)
with (M("t")) as t:
    print(t)
