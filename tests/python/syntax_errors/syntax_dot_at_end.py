import math
print(math.)
