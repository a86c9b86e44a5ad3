# Errors of read-only and of misused properties.
class Circle:
    def __init__(self, radius):
        self.radius = radius

    @property
    def area(self):
        return 3 * self.radius ** 2

    @property
    def broken(self):
        return self.missing

    def set_only(self, value):
        self.radius = value

    diameter = property(None, set_only)


def outcome(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "-", error)


c = Circle(2)
outcome(lambda: c.area)
outcome(lambda: setattr(c, "area", 5))
outcome(lambda: delattr(c, "area"))
outcome(lambda: c.broken)
outcome(lambda: c.diameter)
outcome(lambda: c.area())
c.diameter = 10
print(c.radius)
c.__dict__["area"] = "hidden"
print(c.area)
