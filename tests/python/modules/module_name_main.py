# __name__ and the usual guard.
print(__name__)


def main():
    print("main running", __name__)
    return 0


if __name__ == "__main__":
    print("exit value", main())


class C:
    pass


print(C.__module__, main.__module__, __doc__, type(__builtins__).__name__, "__file__" in globals(), __file__.endswith("module_name_main.py"))
import math
print(math.__name__, math.sqrt.__name__, type(math.sqrt).__name__)
import sys
print(sys.modules["__main__"].main is main, "math" in sys.modules, sys.modules["math"] is math)
