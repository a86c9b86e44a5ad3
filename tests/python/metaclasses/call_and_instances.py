"""A metaclass's __call__ decides what calling a class gives; its methods are the class's."""


class Counted(type):
    def __init__(cls, *args):
        super().__init__(*args)
        cls.made = 0

    def __call__(cls, *args, **keywords):
        cls.made += 1
        return super().__call__(*args, **keywords)

    def describe(cls):
        return f"{cls.__name__} made {cls.made}"

    def __len__(cls):
        return cls.made

    def __getitem__(cls, item):
        return cls.__name__, item

    def __contains__(cls, x):
        return x == 1

    def __iter__(cls):
        return iter("ab")

    def __getattr__(cls, name):
        return "missing " + name

    @property
    def size(cls):
        return "of " + cls.__name__


class Thing(metaclass=Counted):
    def __init__(self, x=0):
        self.x = x


Thing(), Thing(x=2)
print(Thing.describe(), len(Thing), Thing[3], 1 in Thing, list(Thing), Thing.other, Thing.size)
for name in ("describe", "size", "other"):
    try:
        print(getattr(Thing(), name))
    except AttributeError as error:
        print(error)
