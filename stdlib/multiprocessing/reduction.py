"""Pickling for other processes."""

import copyreg
import functools
import io
import os
import pickle

import _multiprocessing

from . import context

HAVE_SEND_HANDLE = False


class ForkingPickler(pickle.Pickler):
    """A pickler with reductions of its own."""

    _extra_reducers = {}

    def __init__(self, *args):
        super().__init__(*args)
        if self._extra_reducers:
            table = dict(getattr(copyreg, "dispatch_table", {}))
            table.update(self._extra_reducers)
            self.dispatch_table = table

    @classmethod
    def register(cls, type, reduce):
        """Have objects of a type pickled by a function."""
        cls._extra_reducers[type] = reduce

    @classmethod
    def dumps(cls, obj, protocol=None):
        """An object, pickled."""
        if not cls._extra_reducers:
            return pickle.dumps(obj, protocol)
        buffer = io.BytesIO()
        cls(buffer, protocol).dump(obj)
        return buffer.getbuffer()

    loads = staticmethod(_multiprocessing.loads)


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    """Pickle an object to a file."""
    ForkingPickler(file, protocol).dump(obj)


def DupFd(fd):
    """A descriptor for the process that is being started."""
    popen = context.get_spawning_popen()
    if popen is None:
        raise RuntimeError("descriptors can be handed over to new processes only")
    return _Inherited(popen.duplicate_for_child(fd))


class _Inherited:
    def __init__(self, fd):
        self._fd = fd

    def detach(self):
        """The descriptor's number."""
        return self._fd
