# A module of one's own beside the program.
import helper
import helper as same
from helper import GREETING, greet

print(helper.greet("Ada"), greet("Bob"), GREETING, same is helper)
print(helper.__name__, helper.__doc__, helper.counter)
helper.counter += 5
print(helper.counter, helper.current(), same.counter)
helper.added = "from outside"
print(helper.added, "greet" in dir(helper), hasattr(helper, "_private"), helper._private)
import os.path

print(
    os.path.basename(helper.__file__),
    helper.__spec__.name,
    helper.__loader__ is not None,
    type(helper).__name__,
)
