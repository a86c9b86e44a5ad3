# global binds the module's name from inside functions.
total = 0


def add(n):
    global total
    total += n


def create():
    global made_here
    made_here = "yes"


def inner_global():
    total = "local"

    def change():
        global total
        total = -1

    change()
    return total


add(3)
add(4)
print(total)
create()
print(made_here)
print(inner_global(), total)


def remove():
    global made_here
    del made_here


remove()
try:
    made_here
except NameError as error:
    print(error)
