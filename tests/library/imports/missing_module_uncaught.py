# The traceback of a module that is not there.
import math

print(math.sqrt(16))
import numpyy
