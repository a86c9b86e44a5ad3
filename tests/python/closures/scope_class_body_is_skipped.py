# Methods do not see names of the class body.
x = "module"


class Sample:
    x = "class"
    seen_here = x

    def method(self):
        return x, self.x

    double = [x for _ in range(2)]
    generated = list(c for c in x)


print(Sample.seen_here)
print(Sample().method())
print(Sample.double)
print(Sample.generated)


def function():
    x = "function"

    class Inner:
        y = x
        x = "inner"

    return Inner


print(Sample.x, x)
try:
    print(function().y, function().x)
except NameError as error:
    print(type(error).__name__, error)
