# An enclosing variable that has no value yet.
def later():
    def read():
        return value

    try:
        print(read())
    except NameError as error:
        print(type(error).__name__, "-", error)
    value = 5
    print(read())
    del value
    try:
        print(read())
    except NameError as error:
        print(type(error).__name__, "-", error)


later()
