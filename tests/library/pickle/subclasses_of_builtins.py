# Instances of subclasses of list, dict, str, int, tuple and set.
import pickle


class L(list):
    pass


class D(dict):
    pass


class S(str):
    pass


class I(int):
    pass


class T(tuple):
    pass


class Z(set):
    pass


for value in [L([1, 2]), D(a=1), S("text"), I(7), T((1, 2)), Z({3})]:
    value.note = "kept"
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        back = pickle.loads(data)
        print(protocol, type(back).__name__, repr(back), back.note, data)
