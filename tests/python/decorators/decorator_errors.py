"""What decorators may be, and what happens when they fail."""


def fails(f):
    raise ValueError(f"refused {f.__name__}")


try:

    @fails
    def f():
        pass

except ValueError as error:
    print(error)
try:
    f
except NameError as error:
    print(error)
for wrong in (5, None, "text"):
    try:

        @wrong
        def g():
            pass

    except TypeError as error:
        print(error)


@(lambda f: print("made", f.__name__))
def shown():
    pass


print(shown is None)


@len
@"abc".__add__
@(lambda f: f.__name__)
def name():
    pass


print(name)
items = [lambda f: "first", lambda f: "second"]


@items[1]
class C:
    pass


print(C)


@(x := lambda f: f() + 1)
def one():
    return 1


print(one, x.__name__)
try:
    compile("@\ndef f(): pass", "name", "exec")
except SyntaxError as error:
    print(error.msg)
try:
    compile("@x\ny = 1", "name", "exec")
except SyntaxError as error:
    print(error.msg)
