def square(side):
    return side * side


def circle(radius):
    return 3 * radius * radius
