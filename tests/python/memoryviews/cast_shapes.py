"""cast() to other formats and shapes, and what it refuses."""

m = memoryview(bytearray(range(12)))
print(m.cast("H").tolist() == [256 * (2 * i + 1) + 2 * i for i in range(6)], m.cast("I").shape, m.cast("b")[11])
two = m.cast("B", [3, 4])
print(two.tolist(), two[1, 2], two.shape, two.strides, two.ndim, len(two), two.nbytes)
two[2, 3] = 99
print(m[11], two.cast("B").tolist())
for act in (lambda: two[0], lambda: two[5, 0], lambda: two[0, 0, 0], lambda: m.cast("B", [5, 5]), lambda: m.cast("Q"),
            lambda: m.cast("x"), lambda: m.cast("H").cast("I"), lambda: m.cast(5), lambda: two.cast("H"), lambda: m[::2].cast("H"),
            lambda: m.cast("B", 5), lambda: m.cast("B", [-3, -4])):
    try:
        print(type(act()).__name__)
    except Exception as error:
        print(type(error).__name__, error)
print(m.cast("c")[0], m.cast("?")[1], m.cast("f").format)
