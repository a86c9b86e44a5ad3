"""What the kinds of paths share beside their classes."""


class UnsupportedOperation(NotImplementedError):
    """An unsupported operation on a path object."""
