# The cells of a function and its names.
def outer(a, b):
    def inner(c):
        return a + c + len(b)

    return inner


f = outer(1, [2, 3])
print(f(10))
print(len(f.__closure__))
print([cell.cell_contents for cell in f.__closure__])
print(f.__code__.co_freevars)
print(f.__code__.co_varnames, f.__code__.co_argcount)
print(outer.__closure__)
