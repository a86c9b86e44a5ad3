"""A strict zip stays strict in pieces."""

import copy
import pickle

for strict in (False, True):
    z = zip([1, 2], "abc", strict=strict)
    print(len(z.__reduce__()), next(z))
    again = pickle.loads(pickle.dumps(z))
    for it in (copy.copy(z), again):
        try:
            print(list(it))
        except ValueError as error:
            print(error)
z = zip([1], [2, 3])
z.__setstate__(1)
try:
    list(z)
except ValueError as error:
    print(error)
