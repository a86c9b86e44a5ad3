# Classes and functions are stored by name.
import pickle

for value in [
    int,
    str,
    list,
    object,
    type(None),
    len,
    ValueError,
    print,
    range,
    Ellipsis,
    NotImplemented,
    type(...),
    TypeError,
]:
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        print(protocol, repr(value), data, pickle.loads(data) is value)
