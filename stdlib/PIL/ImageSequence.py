"""The frames of a picture, one after the other."""


class Iterator:
    """Goes through the frames of a picture."""

    def __init__(self, im):
        if not hasattr(im, "seek"):
            raise AttributeError("im must have seek method")
        self.im = im
        self.position = getattr(self.im, "_min_frame", 0)

    def __getitem__(self, ix):
        try:
            self.im.seek(ix)
            return self.im
        except EOFError as e:
            raise IndexError("end of sequence") from e

    def __iter__(self):
        return self

    def __next__(self):
        try:
            self.im.seek(self.position)
            self.position += 1
            return self.im
        except EOFError as e:
            raise StopIteration("end of sequence") from e


def all_frames(im, func=None):
    """Copies of all frames, each through a function."""
    if not isinstance(im, list):
        im = [im]
    out = []
    for one in im:
        here = one.tell()
        out += [frame.copy() for frame in Iterator(one)]
        one.seek(here)
    return [func(frame) for frame in out] if func else out
