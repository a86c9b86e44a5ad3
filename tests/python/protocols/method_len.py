"""__len__: what its results become where it is asked, and what is said of wrong ones."""


class Gives:
    def __init__(self, result):
        self.__dict__["result"] = result

    def __len__(self):
        result = self.__dict__["result"]
        if isinstance(result, Exception):
            raise result
        return result


class Without:
    pass


def show(source, x):
    try:
        try:
            value = eval(source, {"x": x})
        except SyntaxError:
            space = {"x": x}
            exec(source, space)
            value = {k: v for k, v in space.items() if k in ("a", "b", "i")} or space["x"]
        print("   ", source, "->", "the object" if value is x else type(value).__name__ if " at 0x" in repr(value) else repr(value))
    except Exception as error:
        print("   ", source, "->", type(error).__name__, str(error)[:150])


for result in (None, True, 0, 1, -1, 1.5, 2**70, 1j, "text", b"by", [1, 2], (), iter("ab"), NotImplemented, ValueError("raised"), KeyError("key")):
    print("result", "an iterator" if hasattr(result, "__next__") else repr(result))
    for source in ['len(x)', 'bool(x)', 'list(reversed(x)) if False else len([x])']:
        show(source, Gives(result))
print("without")
for source in ['len(x)', 'bool(x)', 'list(reversed(x)) if False else len([x])']:
    show(source, Without())
