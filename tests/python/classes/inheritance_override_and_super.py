# A subclass replaces, extends and keeps methods.
class Animal:
    def __init__(self, name):
        self.name = name

    def sound(self):
        return "..."

    def describe(self):
        return f"{self.name} says {self.sound()}"


class Cat(Animal):
    def sound(self):
        return "meow"


class Kitten(Cat):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def sound(self):
        return super().sound() + "?"

    def describe(self):
        return super().describe() + f" ({self.age})"


for animal in (Animal("A"), Cat("B"), Kitten("C", 1)):
    print(animal.describe())
print(issubclass(Kitten, Animal), issubclass(Cat, Kitten))
print(isinstance(Kitten("x", 0), Cat), Kitten.__bases__, Kitten.__base__)
