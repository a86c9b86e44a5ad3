# A default captures the value a name has when def runs.
limit = 10


def f(n=limit):
    return n


limit = 20
print(f(), limit)


def g(n=limit, m=lambda: limit):
    return n, m()


limit = 30
print(g())


class Box:
    size = 3

    def area(self, side=size):
        return side * side


Box.size = 4
print(Box().area())
