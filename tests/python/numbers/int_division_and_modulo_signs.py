# // and % round towards minus infinity.
for a in (7, -7):
    for b in (2, -2, 3, -3):
        print(a, b, a // b, a % b, divmod(a, b), a / b, (a // b) * b + a % b == a)
print(6 // 3, -6 // 3, -6 % 3, 0 // 5, 0 % -5, 1 // 10, -1 // 10, -1 % 10)
big = 10 ** 25 + 7
print(big // 3, big % 3, -big // 3, -big % 3, divmod(big, -10 ** 12), divmod(-big, 10 ** 30), big // big, big // -big)
for action in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 1.0 / 0,
               lambda: divmod(1.0, 0), lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: big // 0, lambda: 1 % 0.0):
    try:
        print(action())
    except ZeroDivisionError as error:
        print(error)
