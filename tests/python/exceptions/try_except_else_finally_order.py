# Which blocks run, with and without an exception.
def run(action):
    try:
        print("try", end=" ")
        action()
    except ValueError as error:
        print("except", error, end=" ")
    else:
        print("else", end=" ")
    finally:
        print("finally")


run(lambda: None)
run(lambda: int("x"))
try:
    run(lambda: [][0])
except IndexError as error:
    print("outside:", error)
