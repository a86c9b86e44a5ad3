"""An uncaught error and its traceback: in generator."""

def numbers():
    yield 1
    raise ValueError('in the generator')


for n in numbers():
    print(n)
