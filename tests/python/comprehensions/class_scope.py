"""In a class body only the first iterable of a comprehension sees the class's names."""


class A:
    items = [1, 2]
    factor = 3
    first = [x for x in items]
    try:
        second = [x * factor for x in items]
    except NameError as error:
        second = str(error)
    try:
        third = [y for x in items for y in items]
    except NameError as error:
        third = str(error)
    lazy = list(x for x in items)


print(A.first, A.second, A.third, A.lazy, hasattr(A, "x"))
try:

    class B:
        r = [__class__ for _ in [1]]

except NameError as error:
    print(type(error).__name__, error)
