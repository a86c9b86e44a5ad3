# The target of as may be anything that can be assigned.
class Give:
    def __init__(self, value):
        self.value = value

    def __enter__(self):
        return self.value

    def __exit__(self, *info):
        pass


class Box:
    pass


box, items = Box(), [0, 0]
with Give(1) as box.attribute:
    print(box.attribute)
with Give(2) as items[1]:
    print(items)
with Give((3, 4)) as (a, b):
    print(a, b)
with Give([5, 6, 7]) as [first, *rest]:
    print(first, rest)
try:
    with Give(5) as (a, b):
        print("never")
except TypeError as error:
    print(error)
try:
    with Give((1, 2, 3)) as (a, b):
        print("never")
except ValueError as error:
    print(error)
