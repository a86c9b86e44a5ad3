# Subscription of a class.
class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__} of {item}"


class Small(Box):
    pass


print(Box[5], Small["x"], Box[1, 2])
print(list[int], dict[str, int], tuple[int, ...])
try:
    int[5]
except TypeError as error:
    print(error)


class Plain:
    pass


try:
    Plain[0]
except TypeError as error:
    print(error)
