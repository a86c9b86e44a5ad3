"""filter() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('list(filter(None, [0, 1, "", "a", None]))', lambda: list(filter(None, [0, 1, "", "a", None])))
show('list(filter(str.isdigit, ["1", "a", "2"]))', lambda: list(filter(str.isdigit, ["1", "a", "2"])))
show("list(filter(lambda x: x > 1, (1, 2, 3)))", lambda: list(filter(lambda x: x > 1, (1, 2, 3))))
show("filter(None)", lambda: filter(None))
show("filter(None, 5)", lambda: filter(None, 5))
show("list(filter(5, [1]))", lambda: list(filter(5, [1])))
show("list(filter(len, [1]))", lambda: list(filter(len, [1])))
show('next(filter(None, []), "end")', lambda: next(filter(None, []), "end"))
show("filter()", lambda: filter())
