# What __exit__ receives when the body raises.
class Watch:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print(kind.__name__, repr(value), traceback is not None, value.__traceback__ is traceback)
        return False


try:
    with Watch():
        raise ValueError("inside")
except ValueError as error:
    print("outside", error)
try:
    with Watch():
        {}["missing"]
except KeyError as error:
    print("outside", error)


def f():
    with Watch() as w:
        raise KeyboardInterrupt


try:
    f()
except KeyboardInterrupt:
    print("interrupted")
