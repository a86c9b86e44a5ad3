# A decorator factory.
def repeat(times, sep=" "):
    print("factory", times)

    def decorate(f):
        print("decorate", f.__name__)

        def wrapper(*args):
            return sep.join(f(*args) for _ in range(times))

        return wrapper

    return decorate


@repeat(3)
def word(w):
    return w


@repeat(2, sep="-")
def other():
    return "x"


print(word("a"), other())
print(repeat(2)(str)(5))
