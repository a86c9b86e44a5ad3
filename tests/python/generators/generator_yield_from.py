# Delegation passes values, results, sends and throws.
def inner():
    try:
        x = yield 1
        print("inner got", x)
        y = yield 2
        print("inner got", y)
    except ValueError as error:
        print("inner caught", error)
    return "result"


def outer():
    r = yield from inner()
    print("outer got", r)
    yield from "ab"
    yield from [10, 20]
    return "finished"


o = outer()
print(next(o), o.send("hello"), o.send("bye"), list(o))
o = outer()
print(next(o), o.throw(ValueError("thrown")))
try:
    while True:
        print(next(o))
except StopIteration as stop:
    print(stop.value)
try:
    list((lambda: (yield from 5))())
except TypeError as error:
    print(error)
