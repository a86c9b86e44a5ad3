# A name assigned anywhere in a function is local everywhere in it.
x = "global"


def read_before_write():
    print(x)
    x = "local"


def conditional(flag):
    if flag:
        y = 1
    return y


def augmented():
    x += "!"


def deleted():
    z = 1
    del z
    return z


for action in (read_before_write, lambda: conditional(False), augmented, deleted):
    try:
        action()
    except UnboundLocalError as error:
        print(type(error).__name__, "-", error)
print(conditional(True), x)
print(issubclass(UnboundLocalError, NameError))
