# Each new exception remembers the one being handled.
def chain(error):
    names = []
    while error is not None:
        names.append(f"{type(error).__name__}({error})")
        error = error.__context__
    return " <- ".join(names)


try:
    try:
        try:
            raise ValueError("first")
        finally:
            raise KeyError("second")
    except KeyError:
        raise IndexError("third")
except IndexError as error:
    print(chain(error))
try:
    try:
        raise ValueError("a")
    except ValueError:
        try:
            raise KeyError("b")
        except KeyError:
            pass
        raise TypeError("c")
except TypeError as error:
    print(chain(error))
try:
    raise OSError("alone")
except OSError as error:
    print(chain(error))
