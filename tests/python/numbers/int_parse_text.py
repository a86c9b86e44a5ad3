# int() of text, with and without a base.
print(int("42"), int("-42"), int("+7"), int("  12\n"), int("1_000"), int("007"), int("１２"), int(b"12"), int())
print(int("ff", 16), int("0xff", 16), int("0b11", 2), int("z", 36), int("11", 2), int("0x1F", 0), int("0o17", 0), int("10", 0), int("-0b1", 0), int("7", base=8))
print(int(3.99), int(-3.99), int(True), int(1e20), int("9" * 30))
for args in (("",), ("abc",), ("1.5",), ("1__0",), ("_1",), ("1 2",), ("0x10",), ("9", 8), ("1", 1), ("1", 37), ("010", 0), ("12a", 10),
             (5, 10), (None,), ([],), ("--1",), ("5", "6"), ("中",), (b"x",), ("1e3",)):
    try:
        print(int(*args))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, "-", error)
for value in (float("inf"), float("nan")):
    try:
        int(value)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, "-", error)
