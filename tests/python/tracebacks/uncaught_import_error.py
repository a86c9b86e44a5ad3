# Modules and names that cannot be imported.
import math

print(math.floor(2.5))
import maths
