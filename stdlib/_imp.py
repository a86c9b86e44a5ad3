"""The innermost parts of importing that CPython shows: as far as there is anything to them here."""

check_hash_based_pycs = "default"


def lock_held():
    """No: importing needs no lock."""
    return False


def acquire_lock():
    """Nothing is to be done."""


def release_lock():
    """Nothing is to be done."""


def extension_suffixes():
    """None: shared libraries cannot be loaded."""
    return []


def is_builtin(name):
    """Whether a module is written in Rust."""
    import _import_parts
    place = _import_parts.place(name, None)
    return 1 if place is not None and place[0] == "native" else 0


def is_frozen(name):
    """Whether a module is part of the library in Python notation."""
    import _import_parts
    place = _import_parts.place(name, None)
    return place is not None and place[0] == "embedded"


def is_frozen_package(name):
    """Whether such a module is a package."""
    import _import_parts
    place = _import_parts.place(name, None)
    return place is not None and place[0] == "embedded" and bool(place[2])


def _override_frozen_modules_for_tests(override):
    """Nothing can be switched."""


def _override_multi_interp_extensions_check(override):
    """There are no extension modules: the answer is always the same."""
    return 0
