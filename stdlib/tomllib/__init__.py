"""tomllib: reading TOML 1.0.

Complete; the texts of errors are those of CPython's parser.
"""

from tomllib._parser import TOMLDecodeError, load, loads

__all__ = ("loads", "load", "TOMLDecodeError")

TOMLDecodeError.__module__ = __name__
