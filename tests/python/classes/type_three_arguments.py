# Classes made by calling type.
def greet(self):
    return "hello " + self.name


Person = type("Person", (), {"name": "nobody", "greet": greet})
p = Person()
print(p.greet(), Person.__name__, type(Person).__name__)
p.name = "Li"
print(p.greet())
Child = type("Child", (Person,), {"greet": lambda self: "hi " + self.name})
print(Child().greet(), Child.__mro__[1] is Person, isinstance(Child(), Person))
print(type(5), type("x"), type(None), type(type), type(...), type(NotImplemented))
print(type(5) is int, type(Person()) == Person)
for args in ((1, 2), ("X", 5, {}), ("X", (), 5), ("X", (5,), {})):
    try:
        type(*args)
    except TypeError as error:
        print(error)
