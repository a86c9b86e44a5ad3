# Operators on floats and mixed numbers.
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 1.0 // 0.1, 1.0 % 0.1)
print(1 + 1.0, 3 * 0.5, 7 / 2, 6 / 3, 2 ** 0.5, 2.0 ** 10, 2.0 ** -1, (-8) ** 2.0, 5 // 2.0, -0.0 + 0, 0.0 * -1)
print(1e308 + 1e308, 1e-320 / 10, 0.1 + 0.7, 0.1 * 3 == 0.3, abs(-2.5), -(-2.5), +1.5, 5.0 == 5, -0.0 == 0.0, -0.0 % 5)
print((2.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (3.5).hex(), float.fromhex("0x1.8p1"), (1.5).conjugate())
for action in (lambda: 2.0 ** 10000, lambda: 1.5 % 0, lambda: 1.5 // 0.0, lambda: 0.0 ** -2, lambda: 1.5 << 1, lambda: (0.1).foo,
               lambda: float("inf").as_integer_ratio(), lambda: int(1e400)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "-", error)
