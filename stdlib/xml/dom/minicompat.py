"""Small parts of minidom under the name that CPython has them under."""

from ._nodes import NodeList

__all__ = ["EmptyNodeList", "NodeList", "StringTypes"]

StringTypes = (str,)


class EmptyNodeList(tuple):
    """The children of a node that can have none."""

    __slots__ = ()

    def __add__(self, other):
        return NodeList([*self, *other])

    def __radd__(self, other):
        return NodeList([*other, *self])

    def item(self, index):
        """None: there are no nodes."""
        return None

    @property
    def length(self):
        """The number of nodes: 0."""
        return 0
