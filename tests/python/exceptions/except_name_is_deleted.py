# The name bound by except is gone afterwards.
error = "before"
try:
    raise ValueError("v")
except ValueError as error:
    print("inside", error)
try:
    print(error)
except NameError as e:
    print("NameError", e)


def f():
    try:
        1 / 0
    except ZeroDivisionError as e:
        kept = e
    try:
        e
    except UnboundLocalError as u:
        print(u)
    return kept


print(f())
try:
    raise KeyError("k")
except KeyError as x:
    del x
print("fine")
