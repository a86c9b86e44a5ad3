# Evaluated from the top, applied from the bottom.
def tag(name):
    print("evaluate", name)

    def decorate(f):
        print("apply", name)
        return lambda: f"<{name}>{f()}</{name}>"

    return decorate


@tag("b")
@tag("i")
@tag("u")
def text():
    return "text"


print(text())


@tag("outer")
@lambda f: lambda: f() * 2
def twice():
    return "x"


print(twice())
