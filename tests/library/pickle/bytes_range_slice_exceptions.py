# Values that are rebuilt by a call.
import pickle

for value in [
    range(3),
    range(1, 10, 2),
    slice(1, None),
    slice(1, 2, 3),
    ValueError("bad", 3),
    KeyError("k"),
    "abc".upper,
]:
    for protocol in range(6):
        try:
            data = pickle.dumps(value, protocol)
        except Exception as error:
            print(protocol, value, type(error).__name__, error)
            continue
        back = pickle.loads(data)
        print(protocol, data, back() if callable(back) else repr(back))
error = OSError(2, "gone", "f.txt")
error.extra = [1]
back = pickle.loads(pickle.dumps(error))
print(repr(back), back.filename, back.extra, type(back).__name__)
