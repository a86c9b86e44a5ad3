# A property that fails.
class Circle:
    def __init__(self, radius):
        self.radius = radius

    @property
    def area(self):
        return 3.14 * self.radius ** "2"


c = Circle(2)
print(c.radius)
print(c.area)
