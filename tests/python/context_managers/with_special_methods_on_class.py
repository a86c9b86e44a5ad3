# The protocol is looked up on the class.
class Plain:
    pass


p = Plain()
p.__enter__ = lambda: "instance"
p.__exit__ = lambda *info: True
try:
    with p:
        print("body")
except TypeError as error:
    print(error)
Plain.__enter__ = lambda self: "class"
Plain.__exit__ = lambda self, *info: True
with p as value:
    print(value)
    raise ValueError("swallowed")
print("after")


class Static:
    @staticmethod
    def __enter__():
        return "static"

    @classmethod
    def __exit__(cls, *info):
        print(cls.__name__, info[0])


with Static() as s:
    print(s)
