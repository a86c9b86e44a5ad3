# A decorator replaces the function by what it returns.
def shout(f):
    print("decorating", f.__name__)

    def wrapper(*args, **kwargs):
        result = f(*args, **kwargs)
        return str(result).upper() + "!"

    return wrapper


@shout
def greet(name, greeting="hello"):
    return greeting + " " + name


print("defined")
print(greet("li"), greet("wang", greeting="hi"), greet.__name__)
try:
    greet()
except TypeError as error:
    print(error)


def same(f):
    return f


@same
def untouched():
    return untouched.__name__


print(untouched())
