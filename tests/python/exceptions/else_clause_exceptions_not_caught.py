# An exception in else is not handled by the same try.
def f():
    try:
        pass
    except ValueError:
        print("not here")
    else:
        print("else")
        raise ValueError("from else")
    finally:
        print("finally")


try:
    f()
except ValueError as error:
    print("outside", error)


def g():
    for i in range(3):
        try:
            if i == 1:
                raise KeyError(i)
        except KeyError:
            continue
        else:
            print("no error", i)
            if i == 2:
                return "done"


print(g())
