# Nested finally blocks run from the inside out.
def f(n):
    try:
        try:
            if n == 0:
                return "returned"
            if n == 1:
                raise ValueError("one")
            print("normal")
        finally:
            print("inner")
            if n == 2:
                raise KeyError("two")
    except ValueError as error:
        print("caught", error)
    finally:
        print("outer")
    return "end"


print(f(0))
print(f(1))
try:
    print(f(2))
except KeyError as error:
    print("KeyError", error)
print(f(3))
