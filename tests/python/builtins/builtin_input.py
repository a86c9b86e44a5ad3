"""input() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("input()", lambda: input())
show('input("prompt")', lambda: input("prompt"))
show("input(1, 2)", lambda: input(1, 2))
