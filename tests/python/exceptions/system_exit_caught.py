# sys.exit raises an ordinary exception.
import sys

for argument in (None, 0, 3, "message", (1, 2)):
    try:
        sys.exit(argument)
    except SystemExit as error:
        print(repr(error), error.code)
try:
    sys.exit()
except SystemExit as error:
    print(repr(error), error.code)
try:
    raise SystemExit
except SystemExit as error:
    print(repr(error), error.code)
try:
    exit(4)
except SystemExit as error:
    print(error.code)
print(sys.exc_info())
try:
    1 / 0
except ZeroDivisionError:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1])
print(sys.exc_info()[0])
