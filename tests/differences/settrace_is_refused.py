"""sys.settrace and sys.setprofile take None only.

CPython calls the function for every line. biji's instructions are not made for that, and a tracing
that sees only a part would mislead: any other argument is refused by name.
"""

import sys

print(sys.settrace(None), sys.setprofile(None), sys.gettrace(), sys.getprofile())
for setter in (sys.settrace, sys.setprofile):
    try:
        setter(lambda frame, event, argument: None)
    except NotImplementedError as error:
        print(error)
