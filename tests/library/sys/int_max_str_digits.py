# The limit for converting very long integers to text.
import sys

print(sys.get_int_max_str_digits(), len(str(10**4299)))
for action in [
    lambda: str(10**4300),
    lambda: int("9" * 4301),
    lambda: f"{10**5000}",
    lambda: repr(10**5000),
    lambda: "%d" % 10**5000,
]:
    try:
        print(len(str(action())))
    except ValueError as error:
        print(error)
print(len(hex(10**5000)), int("f" * 5000, 16).bit_length())
sys.set_int_max_str_digits(0)
print(len(str(10**5000)), int("9" * 5000) % 7)
sys.set_int_max_str_digits(640)
for bad in [639, -1, "x", 1.5]:
    try:
        sys.set_int_max_str_digits(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(sys.get_int_max_str_digits())
