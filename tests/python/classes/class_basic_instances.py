# Instances have their own attributes; methods receive the instance.
class Dog:
    kind = "canine"

    def __init__(self, name):
        self.name = name

    def speak(self, times=1):
        return (self.name + "! ") * times


a = Dog("Rex")
b = Dog("Wang")
print(a.name, b.name, a.kind, b.kind)
print(a.speak(), b.speak(2))
print(Dog.speak(a, 3))
a.age = 3
print(a.__dict__, b.__dict__)
print(type(a) is Dog, isinstance(a, Dog), a is b, a == b, a != b)
print(Dog.__name__, a.__class__.__name__, Dog.__module__, Dog)
