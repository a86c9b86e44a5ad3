# Fields out of range and wrong arguments.
import time

good = (2024, 2, 5, 7, 8, 9, 0, 36, 0)
for position, value in [
    (1, 13),
    (1, -1),
    (2, 32),
    (2, -1),
    (3, 24),
    (3, -1),
    (4, 60),
    (5, 62),
    (5, 61),
    (6, -2),
    (6, 7),
    (7, 367),
    (7, -1),
    (8, 5),
    (1, 0),
    (2, 0),
    (7, 0),
    (0, "x"),
    (3, 1.5),
]:
    fields = list(good)
    fields[position] = value
    try:
        print(position, value, time.strftime("%m/%d %H:%M:%S %w %j", tuple(fields)))
    except Exception as error:
        print(position, value, type(error).__name__, "|", error)
for args in [
    (),
    (5,),
    ("%Y", 5),
    ("%Y", [1] * 9),
    ("%Y", (1, 2)),
    (b"%Y", good),
    ("%Y", good, 1),
    ("a\0b", good),
]:
    try:
        print(repr(time.strftime(*args)))
    except Exception as error:
        print(args, type(error).__name__, "|", error)
