# A default value is made when def runs, once.
def note(value):
    print("making", value)
    return value


def f(a=note(1), *, b=note(2)):
    return a, b


print("defined")
print(f())
print(f())
print(f(5, b=6))
for i in range(2):
    def g(x=note(i)):
        return x
print(g())
