# A relative import needs a package.
try:
    from . import sibling
except ImportError as error:
    print(type(error).__name__, "-", error)
try:
    from .sibling import name
except ImportError as error:
    print(type(error).__name__, "-", error)
try:
    from .. import above
except ImportError as error:
    print(type(error).__name__, "-", error)
print(__name__, __package__)
