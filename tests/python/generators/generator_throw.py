# Exceptions thrown in appear at the yield.
def worker():
    while True:
        try:
            value = yield "ready"
            print("got", value)
        except ValueError as error:
            print("handled", error)
            yield "recovered"


w = worker()
print(next(w))
print(w.throw(ValueError("bad")))
print(next(w))
print(w.throw(ValueError))
try:
    w.throw(KeyError("fatal"))
except KeyError as error:
    print("out:", error)
print(list(w))


def unstarted():
    yield 1


u = unstarted()
try:
    u.throw(IndexError("before start"))
except IndexError as error:
    print(error)
print(list(u))
