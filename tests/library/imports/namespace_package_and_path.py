# Folders without __init__, and more folders in sys.path.
import sys

import space.item

print(space.item.VALUE, space.__name__, hasattr(space, "__file__") and space.__file__)
sys.path.append("more")
import outside

print(outside.WHERE)
sys.path.insert(0, "front")
import twice

print(twice.WHERE)
print(type(space.__path__).__name__)
