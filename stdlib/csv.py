"""csv: rows, dictionaries, dialects and a sniffer.

Rows are read and written by the native module _csv; here is what is about dictionaries, the
dialects that have names, and Sniffer, which guesses a dialect.
"""

from _csv import (
    Error, QUOTE_ALL, QUOTE_MINIMAL, QUOTE_NONE, QUOTE_NONNUMERIC, QUOTE_NOTNULL, QUOTE_STRINGS,
    field_size_limit, get_dialect, list_dialects, reader, register_dialect, unregister_dialect,
    writer,
)
from _csv import Dialect as _Dialect

__version__ = "1.0"

__all__ = [
    "QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS",
    "QUOTE_NOTNULL", "Error", "Dialect", "excel", "excel_tab", "field_size_limit", "reader",
    "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
    "unregister_dialect", "DictReader", "DictWriter", "unix_dialect",
]


class Dialect:
    """Describes a dialect: derive from it and set the attributes."""

    _name = ""
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ is not Dialect:
            self._valid = True
        self._validate()

    def _validate(self):
        """Raise Error if the attributes make no dialect."""
        try:
            _Dialect(self)
        except TypeError as problem:
            raise Error(str(problem)) from None


class excel(Dialect):
    """How Excel writes CSV files."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """How Excel writes files with tabs."""

    delimiter = "\t"


class unix_dialect(Dialect):
    """How programs of Unix write CSV files: everything quoted."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


class DictReader:
    """Reads rows as dictionaries, the keys from `fieldnames` or from the first row."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel",
                 *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        """The keys; the first row is read for them if need be."""
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        names = self.fieldnames
        record = dict(zip(names, row))
        if len(row) > len(names):
            record[self.restkey] = row[len(names):]
        elif len(row) < len(names):
            for name in names[len(row):]:
                record[name] = self.restval
        return record

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class DictWriter:
    """Writes dictionaries as rows, in the order of `fieldnames`."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel",
                 *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        """Write the row of the keys."""
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        """The values of a dictionary in the order of the columns."""
        if self.extrasaction == "raise":
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: "
                                 + ", ".join(repr(name) for name in wrong))
        return (rowdict.get(name, self.restval) for name in self.fieldnames)

    def writerow(self, rowdict):
        """Write one dictionary."""
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        """Write several dictionaries."""
        return self.writer.writerows(map(self._dict_to_list, rowdicts))

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class Sniffer:
    """Guesses the dialect of a CSV text, and whether it has a header."""

    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        """The dialect of a sample, as a subclass of Dialect."""
        quotechar, doublequote, delimiter, skip = self._from_quotes(sample, delimiters)
        if not delimiter:
            delimiter, skip = self._from_counts(sample, delimiters)
        if not delimiter:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL

        dialect.doublequote = doublequote
        dialect.delimiter = delimiter
        dialect.quotechar = quotechar or '"'
        dialect.skipinitialspace = skip
        return dialect

    def _from_quotes(self, data, delimiters):
        """Quote, doubling, delimiter and skipping, judged by what stands around quotes."""
        import re
        shapes = (
            r"(?P<delim>[^\w\n\"\'])(?P<space> ?)(?P<quote>[\"\']).*?(?P=quote)(?P=delim)",
            r"(?:^|\n)(?P<quote>[\"\']).*?(?P=quote)(?P<delim>[^\w\n\"\'])(?P<space> ?)",
            r"(?P<delim>[^\w\n\"\'])(?P<space> ?)(?P<quote>[\"\']).*?(?P=quote)(?:$|\n)",
            r"(?:^|\n)(?P<quote>[\"\']).*?(?P=quote)(?:$|\n)",
        )
        for shape in shapes:
            found = list(re.finditer(shape, data, re.DOTALL | re.MULTILINE))
            if found:
                break
        else:
            return "", False, None, 0
        quotes, delims, spaces = {}, {}, 0
        for match in found:
            parts = match.groupdict()
            quote = parts["quote"]
            if quote:
                quotes[quote] = quotes.get(quote, 0) + 1
            delim = parts.get("delim")
            if delim and (delimiters is None or delim in delimiters):
                delims[delim] = delims.get(delim, 0) + 1
            if parts.get("space"):
                spaces += 1
        quote = max(quotes, key=quotes.get)
        if delims:
            delim = max(delims, key=delims.get)
            skip = delims[delim] == spaces
            if delim == "\n":
                delim = ""
        else:
            delim, skip = "", 0
        escaped, mark = re.escape(delim), re.escape(quote)
        doubled = re.compile(
            rf"(({escaped})|^)\W*{mark}[^{escaped}\n]*{mark}[^{escaped}\n]*{mark}\W*(({escaped})|$)",
            re.MULTILINE)
        return quote, bool(doubled.search(data)), delim, skip

    def _from_counts(self, data, delimiters):
        """The character that occurs equally often in nearly every line, and the skipping."""
        lines = list(filter(None, data.split("\n")))
        ascii_chars = [chr(code) for code in range(127)]
        chunk = min(10, len(lines))
        tables, modes, candidates = {}, {}, {}
        start, end, seen = 0, chunk, 0
        while start < len(lines):
            seen += 1
            for line in lines[start:end]:
                for char in ascii_chars:
                    table = tables.setdefault(char, {})
                    count = line.count(char)
                    table[count] = table.get(count, 0) + 1
            for char, table in tables.items():
                items = list(table.items())
                if len(items) == 1 and items[0][0] == 0:
                    continue
                if len(items) > 1:
                    best = max(items, key=lambda item: item[1])
                    items.remove(best)
                    modes[char] = (best[0], best[1] - sum(item[1] for item in items))
                else:
                    modes[char] = items[0]
            total = float(min(chunk * seen, len(lines)))
            consistency = 1.0
            while not candidates and consistency >= 0.9:
                for char, (count, lines_with_it) in modes.items():
                    if count > 0 and lines_with_it > 0:
                        if (lines_with_it / total >= consistency
                                and (delimiters is None or char in delimiters)):
                            candidates[char] = (count, lines_with_it)
                consistency -= 0.01
            if len(candidates) == 1:
                delim = list(candidates)[0]
                return delim, self._skips(lines[0], delim)
            start = end
            end += chunk
        if not candidates:
            return "", 0
        if len(candidates) > 1:
            for delim in self.preferred:
                if delim in candidates:
                    return delim, self._skips(lines[0], delim)
        delim = max((count, char) for char, count in candidates.items())[1]
        return delim, self._skips(lines[0], delim)

    @staticmethod
    def _skips(line, delim):
        """Whether a space follows each delimiter of a line."""
        return line.count(delim) == line.count("%c " % delim)

    def has_header(self, sample):
        """Whether the first row seems to be one of titles."""
        from io import StringIO
        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        columns = len(header)
        kinds = dict.fromkeys(range(columns))
        checked = 0
        for row in rows:
            if checked > 20:
                break
            checked += 1
            if len(row) != columns:
                continue
            for column in list(kinds):
                try:
                    complex(row[column])
                    kind = complex
                except (ValueError, OverflowError):
                    kind = len(row[column])
                if kind != kinds[column]:
                    if kinds[column] is None:
                        kinds[column] = kind
                    else:
                        del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
            else:
                try:
                    kind(header[column])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0
