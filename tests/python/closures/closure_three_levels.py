# nonlocal reaches the nearest enclosing function that has the name.
def outer():
    x = "outer"

    def middle():
        y = "middle"

        def inner():
            nonlocal x, y
            x += "+"
            y += "-"
            return x, y

        inner()
        return inner(), x, y

    return middle(), x


print(outer())


def shadowing():
    x = 1

    def middle():
        x = 2

        def inner():
            nonlocal x
            x = 3

        inner()
        return x

    return middle(), x


print(shadowing())
