# Descriptors with and without __set__.
class Positive:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.name, "unset")

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        print("delete")
        delattr(instance, self.name)


class Lazy:
    def __init__(self, f):
        self.f = f

    def __get__(self, instance, owner):
        print("computing")
        value = self.f(instance)
        instance.__dict__[self.f.__name__] = value
        return value


class Item:
    price = Positive()
    amount = Positive()

    @Lazy
    def total(self):
        return self.price * self.amount


i = Item()
print(i.price)
i.price, i.amount = 3, 4
print(i.total, i.total, i.__dict__)
try:
    i.price = -1
except ValueError as error:
    print(error)
del i.price
print(i.price, type(Item.price).__name__)
