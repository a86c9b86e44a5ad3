"""An uncaught error and its traceback: with exit."""

class M:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        raise RuntimeError('in exit')


with M():
    1 / 0
