"""XML parsers: expat."""
