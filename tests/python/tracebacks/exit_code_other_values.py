# A tuple as exit value is printed.
import sys

try:
    sys.exit(True)
except SystemExit as error:
    print(error.code)
sys.exit((1, "two"))
