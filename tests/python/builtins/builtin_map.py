"""map() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show("list(map(str, [1, 2]))", lambda: list(map(str, [1, 2])))
show("list(map(lambda a, b: a + b, [1, 2], [10, 20, 30]))", lambda: list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])))
show("list(map(None, [1]))", lambda: list(map(None, [1])))
show("list(map(5, [1]))", lambda: list(map(5, [1])))
show("map(str)", lambda: map(str))
show("map(str, 5)", lambda: map(str, 5))
show('list(map(int, ["1", "x"]))', lambda: list(map(int, ["1", "x"])))
show('next(map(str, []), "end")', lambda: next(map(str, []), "end"))
show("list(map(pow, [2, 3], [3, 2]))", lambda: list(map(pow, [2, 3], [3, 2])))
show("map()", lambda: map())
show('list(map(max, "ab", "ba", "cc"))', lambda: list(map(max, "ab", "ba", "cc")))
