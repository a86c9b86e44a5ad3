"""zoneinfo: the time zones of the IANA database.

A copy of the database is built in, so that zones are the same everywhere; TZPATH is therefore
empty, and files are read by ZoneInfo.from_file() only. reset_tzpath() sets a search path, whose
files come before the copy.
"""

import os
from datetime import datetime, timedelta, tzinfo

import _zones

__all__ = ["ZoneInfo", "reset_tzpath", "available_timezones", "TZPATH", "ZoneInfoNotFoundError",
           "InvalidTZPathWarning"]

TZPATH = ()
_MISSING = object()
_EPOCH = datetime(1970, 1, 1).toordinal()


class ZoneInfoNotFoundError(KeyError):
    """There is no zone of a name."""


class InvalidTZPathWarning(RuntimeWarning):
    """A search path holds something that is no absolute path."""


for _each in (ZoneInfoNotFoundError, InvalidTZPathWarning):
    _each.__module__ = "zoneinfo._common" if _each is ZoneInfoNotFoundError else "zoneinfo._tzpath"


def _check_key(key):
    """Raise ValueError for names that would lead out of the search path."""
    if os.path.isabs(key):
        raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}")
    plain = os.path.normpath(key)
    if len(plain) != len(key):
        raise ValueError("ZoneInfo keys must be normalized relative paths, got: " + key)
    if plain.startswith(".."):
        raise ValueError("ZoneInfo keys must refer to subdirectories of TZPATH, got: " + key)


def _load(key):
    """The zone of a name."""
    _check_key(key)
    for folder in TZPATH:
        path = os.path.join(folder, key)
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return _zones.from_bytes(file.read())
    handle = _zones.find(key)
    if handle is None:
        raise ZoneInfoNotFoundError(f"No time zone found with key {key}")
    return handle


class ZoneInfo(tzinfo):
    """A time zone by its name, `ZoneInfo('Asia/Shanghai')`; one object for each name."""

    _cache = {}

    def __init_subclass__(cls):
        cls._cache = {}

    def __new__(cls, key=_MISSING):
        if key is _MISSING:
            raise TypeError("function missing required argument 'key' (pos 1)")
        found = cls._cache.get(key)
        if found is None:
            found = cls._cache.setdefault(key, cls._new(key))
            found._from_cache = True
        return found

    @classmethod
    def _new(cls, key):
        if not isinstance(key, str):
            raise TypeError("expected str, bytes or os.PathLike object, not "
                            + type(key).__name__)
        self = super().__new__(cls)
        self._handle = _load(key)
        self._key = key
        self._source = None
        self._from_cache = False
        return self

    @classmethod
    def no_cache(cls, key):
        """A new object, even if there is one of the name."""
        return cls._new(key)

    @classmethod
    def from_file(cls, file_obj, /, key=None):
        """The zone that a file tells."""
        self = super().__new__(cls)
        self._handle = _zones.from_bytes(file_obj.read())
        self._key = key
        self._source = repr(file_obj)
        self._from_cache = False
        return self

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        """Forget the objects that are kept, or some of them."""
        if only_keys is None:
            cls._cache.clear()
            return
        for key in only_keys:
            cls._cache.pop(key, None)

    @property
    def key(self):
        """The name."""
        return self._key

    def _told(self, dt):
        """Offset, summer time and name at a local time; None where they depend on the date."""
        if dt is None:
            return self._handle.at(0) if self._handle.is_fixed else None
        seconds = ((dt.toordinal() - _EPOCH) * 86400 + dt.hour * 3600 + dt.minute * 60
                   + dt.second)
        return self._handle.local(seconds, dt.fold)

    def utcoffset(self, dt, /):
        """The offset from UTC."""
        told = self._told(dt)
        return None if told is None else timedelta(seconds=told[0])

    def dst(self, dt, /):
        """What summer time adds."""
        told = self._told(dt)
        return None if told is None else timedelta(seconds=told[1])

    def tzname(self, dt, /):
        """The abbreviation."""
        told = self._told(dt)
        return None if told is None else told[2]

    def fromutc(self, dt, /):
        """The local time of a moment of UTC."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        seconds = ((dt.toordinal() - _EPOCH) * 86400 + dt.hour * 3600 + dt.minute * 60
                   + dt.second)
        offset = self._handle.at(seconds)[0]
        shown = seconds + offset
        local = dt + timedelta(seconds=offset)
        # The second of two moments with one local time.
        if self._handle.local(shown, False)[0] != offset \
                and self._handle.local(shown, True)[0] == offset:
            return local.replace(fold=1)
        return local.replace(fold=0)

    def __repr__(self):
        name = f"{type(self).__module__}.{type(self).__qualname__}"
        if self._source is not None:
            return f"{name}.from_file({self._source}, key={self._key!r})"
        return f"{name}(key={self._key!r})"

    def __str__(self):
        return self._key if self._key is not None else repr(self)

    def __reduce__(self):
        if self._source is not None:
            import pickle
            raise pickle.PicklingError("Cannot pickle a ZoneInfo file created from a file object.")
        return self._unpickle, (self._key, self._from_cache)

    @classmethod
    def _unpickle(cls, key, from_cache, /):
        return cls(key) if from_cache else cls.no_cache(key)


def available_timezones():
    """The names of all zones, as a set."""
    names = set(_zones.names())
    for folder in TZPATH:
        for place, _, files in os.walk(folder):
            for name in files:
                path = os.path.join(place, name)
                with open(path, "rb") as file:
                    if file.read(4) == b"TZif":
                        names.add(os.path.relpath(path, folder))
    names.discard("posixrules")
    return names


def reset_tzpath(to=None):
    """Set the folders in which files of zones are looked for before the built-in copy."""
    global TZPATH
    if to is None:
        TZPATH = ()
        return
    if isinstance(to, (str, bytes)):
        raise TypeError(f"tzpath must be a list or tuple, not {type(to)}: {to!r}")
    for folder in to:
        if not os.path.isabs(folder):
            raise ValueError(f"tzpaths should be absolute paths, got: {folder}")
    TZPATH = tuple(to)
