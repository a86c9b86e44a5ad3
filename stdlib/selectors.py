"""selectors: one way to wait for many descriptors, whatever the system offers.

Left out: KqueueSelector and DevpollSelector, which are of other systems.
"""

import math
import select
import sys
from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping

EVENT_READ = 1
EVENT_WRITE = 2


def _fileobj_to_fd(fileobj):
    """The number of a descriptor or of a file object's one."""
    if isinstance(fileobj, int):
        fd = fileobj
    else:
        try:
            fd = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f'Invalid file object: {fileobj!r}') from None
    if fd < 0:
        raise ValueError(f'Invalid file descriptor: {fd}')
    return fd


SelectorKey = namedtuple('SelectorKey', ['fileobj', 'fd', 'events', 'data'])
SelectorKey.__doc__ = 'A file object, its descriptor, the events it is watched for, and any data.'


class _SelectorMapping(Mapping):
    """What a selector watches, by file object."""

    def __init__(self, selector):
        self._selector = selector

    def __len__(self):
        return len(self._selector._fd_to_key)

    def get(self, fileobj, default=None):
        """The key of a file object."""
        fd = self._selector._fileobj_lookup(fileobj)
        return self._selector._fd_to_key.get(fd, default)

    def __getitem__(self, fileobj):
        fd = self._selector._fileobj_lookup(fileobj)
        key = self._selector._fd_to_key.get(fd)
        if key is None:
            raise KeyError(f'{fileobj!r} is not registered')
        return key

    def __iter__(self):
        return iter(self._selector._fd_to_key)


class BaseSelector(metaclass=ABCMeta):
    """What every selector does."""

    @abstractmethod
    def register(self, fileobj, events, data=None):
        """Watch a file object."""
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        """Watch it no more."""
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        """Watch for other events, or keep other data."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    @abstractmethod
    def select(self, timeout=None):
        """Wait until some are ready: a list of (key, events)."""
        raise NotImplementedError

    def close(self):
        """Free what the selector holds."""

    def get_key(self, fileobj):
        """The key of a file object that is watched."""
        mapping = self.get_map()
        if mapping is None:
            raise RuntimeError('Selector is closed')
        try:
            return mapping[fileobj]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None

    @abstractmethod
    def get_map(self):
        """All that is watched."""
        raise NotImplementedError

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class _BaseSelectorImpl(BaseSelector):
    """Keeps the keys."""

    def __init__(self):
        self._fd_to_key = {}
        self._map = _SelectorMapping(self)

    def _fileobj_lookup(self, fileobj):
        """Its descriptor, also if it has been closed since it was registered."""
        try:
            return _fileobj_to_fd(fileobj)
        except ValueError:
            for key in self._fd_to_key.values():
                if key.fileobj is fileobj:
                    return key.fd
            raise

    def register(self, fileobj, events, data=None):
        """Watch a file object."""
        if not events or events & ~(EVENT_READ | EVENT_WRITE):
            raise ValueError(f'Invalid events: {events!r}')
        key = SelectorKey(fileobj, self._fileobj_lookup(fileobj), events, data)
        if key.fd in self._fd_to_key:
            raise KeyError(f'{fileobj!r} (FD {key.fd}) is already registered')
        self._fd_to_key[key.fd] = key
        return key

    def unregister(self, fileobj):
        """Watch it no more."""
        try:
            return self._fd_to_key.pop(self._fileobj_lookup(fileobj))
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None

    def modify(self, fileobj, events, data=None):
        """Watch for other events, or keep other data."""
        try:
            key = self._fd_to_key[self._fileobj_lookup(fileobj)]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None
        if events != key.events:
            self.unregister(fileobj)
            return self.register(fileobj, events, data)
        if data != key.data:
            key = key._replace(data=data)
            self._fd_to_key[key.fd] = key
        return key

    def close(self):
        """Forget everything."""
        self._fd_to_key.clear()
        self._map = None

    def get_map(self):
        """All that is watched."""
        return self._map


class SelectSelector(_BaseSelectorImpl):
    """A selector over select.select."""

    def select(self, timeout=None):
        """Wait until some are ready."""
        if timeout is not None:
            timeout = max(timeout, 0)
        readers = [k.fd for k in self._fd_to_key.values() if k.events & EVENT_READ]
        writers = [k.fd for k in self._fd_to_key.values() if k.events & EVENT_WRITE]
        try:
            can_read, can_write, _ = select.select(readers, writers, [], timeout)
        except InterruptedError:
            return []
        found = {}
        for fd in can_read:
            found[fd] = EVENT_READ
        for fd in can_write:
            found[fd] = found.get(fd, 0) | EVENT_WRITE
        keys = self._fd_to_key
        return [(keys[fd], events & keys[fd].events) for fd, events in found.items() if fd in keys]


class _PollLikeSelector(_BaseSelectorImpl):
    """A selector over an object with register and poll."""

    _selector_cls = None
    _EVENT_READ = None
    _EVENT_WRITE = None

    def __init__(self):
        super().__init__()
        self._selector = self._selector_cls()

    def _mask(self, events):
        return ((self._EVENT_READ if events & EVENT_READ else 0)
                | (self._EVENT_WRITE if events & EVENT_WRITE else 0))

    def register(self, fileobj, events, data=None):
        """Watch a file object."""
        key = super().register(fileobj, events, data)
        try:
            self._selector.register(key.fd, self._mask(events))
        except:
            super().unregister(fileobj)
            raise
        return key

    def unregister(self, fileobj):
        """Watch it no more."""
        key = super().unregister(fileobj)
        try:
            self._selector.unregister(key.fd)
        except OSError:
            # It was closed before.
            pass
        return key

    def modify(self, fileobj, events, data=None):
        """Watch for other events, or keep other data."""
        try:
            key = self._fd_to_key[self._fileobj_lookup(fileobj)]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None
        if events != key.events:
            try:
                self._selector.modify(key.fd, self._mask(events))
            except:
                super().unregister(fileobj)
                raise
        if events != key.events or data != key.data:
            key = key._replace(events=events, data=data)
            self._fd_to_key[key.fd] = key
        return key

    def _poll(self, timeout):
        # Milliseconds, rounded away from zero.
        if timeout is not None:
            timeout = max(0, math.ceil(timeout * 1e3))
        return self._selector.poll(timeout)

    def select(self, timeout=None):
        """Wait until some are ready."""
        try:
            found = self._poll(timeout)
        except InterruptedError:
            return []
        ready = []
        for fd, event in found:
            key = self._fd_to_key.get(fd)
            if key is None:
                continue
            events = ((EVENT_WRITE if event & ~self._EVENT_READ else 0)
                      | (EVENT_READ if event & ~self._EVENT_WRITE else 0))
            ready.append((key, events & key.events))
        return ready


class PollSelector(_PollLikeSelector):
    """A selector over select.poll."""

    _selector_cls = select.poll
    _EVENT_READ = select.POLLIN
    _EVENT_WRITE = select.POLLOUT


class EpollSelector(_PollLikeSelector):
    """A selector over select.epoll."""

    _selector_cls = select.epoll
    _EVENT_READ = select.EPOLLIN
    _EVENT_WRITE = select.EPOLLOUT

    def fileno(self):
        """The descriptor of the epoll object."""
        return self._selector.fileno()

    def _poll(self, timeout):
        if timeout is None:
            timeout = -1
        else:
            timeout = max(0, math.ceil(timeout * 1e3) * 1e-3)
        return self._selector.poll(timeout, max(len(self._fd_to_key), 1))

    def close(self):
        """Close the epoll object."""
        self._selector.close()
        super().close()


DefaultSelector = EpollSelector
