# An attribute with a typing error.
class Person:
    def __init__(self, name):
        self.name = name
        self.birthday = "1 May"


p = Person("Li")
print(p.name)
print(p.birtday)
