# Messages for a wrong number of values.
def attempt(values, how):
    try:
        if how == 1:
            a, = values
        elif how == 2:
            a, b = values
        elif how == 3:
            a, b, c = values
        elif how == "star":
            a, b, *c = values
        else:
            a, *b, c, d = values
        print("ok")
    except (ValueError, TypeError) as error:
        print(type(error).__name__, "-", error)


attempt([], 1)
attempt([1, 2], 1)
attempt([1], 2)
attempt([1, 2, 3], 2)
attempt("ab", 3)
attempt((n for n in range(9)), 3)
attempt(range(4), 3)
attempt({1: 2}, 2)
attempt([1], "star")
attempt([1, 2], "mid")
attempt([1, 2, 3], "mid")
attempt(5, 2)
attempt(None, 3)
attempt(2.5, "star")
