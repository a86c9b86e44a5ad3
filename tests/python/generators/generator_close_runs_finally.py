# close raises GeneratorExit inside.
def resource():
    print("open")
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("closed")


r = resource()
print(next(r))
r.close()
r.close()
print(list(r))
never = resource()
never.close()
print("not started: nothing printed")


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def returns():
    try:
        yield 1
    except GeneratorExit:
        return 5


x = returns()
next(x)
print(x.close())
