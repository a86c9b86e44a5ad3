# A base class hears of each subclass.
class Plugin:
    known = []

    def __init_subclass__(cls, /, label=None, **rest):
        super().__init_subclass__(**rest)
        cls.label = label or cls.__name__.lower()
        Plugin.known.append(cls.label)


class Reader(Plugin):
    pass


class Writer(Plugin, label="out"):
    pass


class Special(Writer):
    pass


print(Plugin.known)
print(Reader.label, Writer.label, Special.label)
try:
    class Wrong(Plugin, colour="red"):
        pass
except TypeError as error:
    print(error)
try:
    class Other(label=1):
        pass
except TypeError as error:
    print(error)
