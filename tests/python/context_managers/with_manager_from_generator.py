# A context manager built by hand from a generator function.
class FromGenerator:
    def __init__(self, function, *args):
        self.generator = function(*args)

    def __enter__(self):
        return next(self.generator)

    def __exit__(self, kind, value, traceback):
        if kind is None:
            next(self.generator, None)
            return False
        try:
            self.generator.throw(value)
        except StopIteration:
            return True
        return False


def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except ValueError as error:
        print("handled", error)
    print(f"</{name}>")


with FromGenerator(tag, "p") as name:
    print("inside", name)
with FromGenerator(tag, "b"):
    raise ValueError("bad")
try:
    with FromGenerator(tag, "i"):
        raise KeyError("unhandled")
except KeyError as error:
    print("KeyError", error)
