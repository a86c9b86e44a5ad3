# What can be read from and written to a function object.
def area(width, height=2, *, unit="cm"):
    """Width times height."""
    return width * height


print(area.__name__, area.__qualname__, area.__module__)
print(area.__doc__)
print(area.__defaults__, area.__kwdefaults__)
area.uses = 0
area.uses += 1
print(area.uses, area.__dict__)
area.__name__ = "surface"
print(area.__name__)
try:
    area(unit="m")
except TypeError as error:
    print(error)
try:
    area.nothing
except AttributeError as error:
    print(error)
print(callable(area), hasattr(area, "uses"))
