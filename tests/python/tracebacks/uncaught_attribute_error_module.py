# A name that a module does not have.
import math

print(math.floor(1.5))
print(math.sqroot(4))
