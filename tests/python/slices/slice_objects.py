# The slice type itself.
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, repr(slice(5)), slice(None, None))
print(s.indices(5), s.indices(100), slice(None, None, -1).indices(4), slice(-3, None).indices(10))
print(slice(1, 2) == slice(1, 2), slice(1, 2) == slice(1, 3), type(s).__name__)
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1): "key"}[slice(1)])
try:
    s.start = 5
except AttributeError as error:
    print(error)
try:
    slice()
except TypeError as error:
    print(error)
try:
    slice(1, 2, 0).indices(5)
except ValueError as error:
    print(error)


class Show:
    def __getitem__(self, key):
        return key


print(Show()[1:2], Show()[:], Show()[::3], Show()[1:2, 3], Show()[:, ::2], Show()["a":None])
