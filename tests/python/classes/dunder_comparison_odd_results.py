# Comparison methods may return anything.
class Odd:
    def __eq__(self, other):
        return [1, 2]

    def __ne__(self, other):
        return ""

    def __lt__(self, other):
        return 0

    def __le__(self, other):
        return None

    def __ge__(self, other):
        return "ge"


o = Odd()
print(o == 1, repr(o != 1), o < 1, o <= 1, o >= 1)
print(1 == o, 1 <= o)
print(not (o == 1), bool(o != 1))
print(0 if o < 1 else 1)
print(o in [5], [o].index(7))
print(1 >= o, o <= 5 or "falsy")


class NoBool:
    def __eq__(self, other):
        return self

    def __bool__(self):
        raise ValueError("no truth here")


try:
    NoBool() in [1]
except ValueError as error:
    print(error)
