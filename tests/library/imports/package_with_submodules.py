# A package: __init__, submodules, relative imports.
import zoo

print(zoo.__name__, zoo.NAME, hasattr(zoo, "birds"), zoo.__path__ is not None, zoo.__package__)
import zoo.birds

print(zoo.birds.sing(), zoo.birds.__name__, zoo.birds.__package__)
from zoo import birds, mammals
from zoo.deep.cave import bat as cave_bat

print(birds is zoo.birds, mammals.roar(), cave_bat(), zoo.deep.cave.__name__)
import zoo.deep.cave as cave

print(cave.parent_name(), zoo.deep.__doc__)
import sys

print(sorted(name for name in sys.modules if name.startswith("zoo")))
