# sys.exit raises SystemExit; what its code is.
import sys

for args in [(), (0,), (3,), ("message",), (None,), ((1, 2),), (True,), (2.5,)]:
    try:
        sys.exit(*args)
    except SystemExit as error:
        print(args, type(error).__name__, repr(error.code), error.args, repr(error))
print(issubclass(SystemExit, Exception), issubclass(SystemExit, BaseException))
try:
    sys.exit(1, 2)
except TypeError as error:
    print(error)
try:
    try:
        sys.exit(5)
    except Exception:
        print("never")
    finally:
        print("finally runs")
except SystemExit as error:
    print("code", error.code)
