"""ElementTree: XML as trees of elements."""
