# Rounding half to even, to digits, of ints.
print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6, -2.6)], type(round(2.5)).__name__)
print(round(2.675, 2), round(1.005, 2), round(0.125, 2), round(3.14159, 3), round(1234.5678, -2), round(1250.0, -2), round(5.5, 0), type(round(5.5, 0)).__name__)
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(15, -1), round(25, -1), round(5, -1), round(7, 2), round(999, -4), type(round(7, 2)).__name__)
print(round(1e20), round(1e300 / 1e280), round(0.1, 20), round(1e-10, 5), round(-0.4), round(5.015, 2), round(True), round(2.5, None), round(number=3.7, ndigits=None))
for action in (lambda: round(), lambda: round("1"), lambda: round(1.5, "2"), lambda: round(1.5, 1.0), lambda: round(1, 1.0), lambda: round(None)):
    try:
        print(action())
    except TypeError as error:
        print(error)
