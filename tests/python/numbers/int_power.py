# Powers of ints.
print(2 ** 10, 2 ** 0, 0 ** 0, (-2) ** 3, -2 ** 2, 2 ** -1, (-2) ** -2, 2 ** 3 ** 2, 10 ** -2, 1 ** 100000)
print(pow(2, 10), pow(2, 10, 1000), pow(3, 200, 13), pow(-3, 3, 5), pow(2, -1, 7), pow(7, 0, 1), pow(2, 3, -5), pow(10, 20, 3))
print(2 ** 200, (-3) ** 77, 7 ** 50 % 10, pow(123456789, 987654321, 1000000007), 2 ** 0.5, 4 ** 0.5, 2.0 ** 3, 9 ** -0.5)
for action in (lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: pow(2, 1.5, 3), lambda: pow(2), lambda: pow("a", 2), lambda: pow(2.0, 2, 3)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
