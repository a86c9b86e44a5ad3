"""Two keys of a mapping pattern that turn out to be equal."""


class Names:
    A = 1
    B = 1


try:
    match {1: 2}:
        case {Names.A: x, Names.B: y}:
            print(x, y)
except ValueError as error:
    print(error)
match {1: 2}:
    case {Names.A: x}:
        print(x)
