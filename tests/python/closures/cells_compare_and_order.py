"""Cells compare as their contents do; the cells of a closure stand in the order of their names."""

from types import CellType

one, two, empty = CellType(1), CellType(2), CellType()
print(one < two, one == CellType(1.0), one != two, empty < one, empty == CellType(), empty >= one)
try:
    one < CellType("x")
except TypeError as error:
    print(error)
print(one == 1)
try:
    hash(one)
except TypeError as error:
    print(error)


def outer():
    zebra, apple, mango = 1, 2, 3

    def inner():
        return mango, zebra, apple

    return inner


inner = outer()
print(inner.__code__.co_freevars, [cell.cell_contents for cell in inner.__closure__])
try:
    empty.cell_contents
except ValueError as error:
    print(error)
