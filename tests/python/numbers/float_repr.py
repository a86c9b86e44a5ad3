# The shortest text that reads back the same.
print(0.1, 0.1 + 0.2, 1 / 3, 2 / 3, 100.0, 1e15, 1e16, 1e17, 123456789012345.6, 1234567890123456.7, 12345678901234567.8)
print(1e-4, 1e-5, 0.00012345, 0.000012345, 5e-324, 1.7976931348623157e308, -0.0, 0.0, 1e100, 1.5e300, 1e22, 1e23)
print(3.0, 3.14, -2.50, 1_000.5, .5, 5., 1e3, 1E-3, 1.e2, 0.1 * 3, 1.1 + 2.2, 9007199254740993.0, 4.35 * 100)
print(str(1.0), repr(1.0), f"{1.0}", "%s" % 1.0, [0.1, 1e50], 2.0 ** 70, 1e308 * 10, -1e308 * 10)
print(float("1e5"), float(" 2.5 "), float("-.5"), float("1_0.5"), float("inf"), float("-Infinity"), float("NaN"), float(), float("１.５"))
for text in ("", "abc", "1.2.3", "1e", "--1", "1,5", "0x1p3", "1 2", None, []):
    try:
        print(float(text))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, "-", error)
