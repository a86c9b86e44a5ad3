"""The version of Pillow that this package answers for."""

__version__ = "13.0.0"
