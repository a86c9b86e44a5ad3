# Loading what was stored by another version of the program.
import pickle


class Old:
    def __init__(self):
        self.a = 1

    def describe(self):
        return f"old {self.a}"


data = pickle.dumps(Old())
stored_class = pickle.dumps(Old, 0)


class Old:
    def describe(self):
        return f"new {self.a}"


print(pickle.loads(data).describe())
del Old
for blob in [data, stored_class]:
    try:
        pickle.loads(blob)
    except AttributeError as error:
        print(type(error).__name__, error)
for blob in [b"cnowhere\nThing\n.", b"\x80\x04\x8c\x07nowhere\x8c\x01x\x93."]:
    try:
        pickle.loads(blob)
    except ImportError as error:
        print(type(error).__name__, error)
