# Every way to end a function.
def falls_off():
    x = 1


def bare():
    return


def tuple_result():
    return 1, 2


def one_tuple():
    return 1,


def starred(rest):
    return 0, *rest


def early(n):
    if n > 0:
        return "positive"
    print("not positive")


print(falls_off(), bare(), tuple_result(), one_tuple(), starred([1, 2]))
print(early(1))
print(early(-1))
print(falls_off() is None)
