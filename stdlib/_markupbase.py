"""What parsers of markup have in common: the place in the text."""


class ParserBase:
    """Counts lines and columns."""

    def reset(self):
        """Begin anew."""
        self.lineno = 1
        self.offset = 0

    def getpos(self):
        """Line and column."""
        return self.lineno, self.offset

    def updatepos(self, i, j):
        """Move over a part of the text."""
        if i >= j:
            return j
        rawdata = self.rawdata
        lines = rawdata.count("\n", i, j)
        if lines:
            self.lineno += lines
            self.offset = j - (rawdata.rindex("\n", i, j) + 1)
        else:
            self.offset += j - i
        return j

    def unknown_decl(self, data):
        """A declaration that is not known."""
