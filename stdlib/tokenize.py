"""tokenize: source text as tokens, comments and line ends included.

The whole text is read first. Left out: warnings about numbers that letters follow, and most of the
tokenizer's errors about them, which the parser finds too.
"""

import argparse
import builtins
import codecs
import io
import re
import sys
from bisect import bisect_right
from collections import namedtuple

import token as _token
from token import *
from token import EXACT_TOKEN_TYPES

__all__ = [*_token.__all__, "tokenize", "generate_tokens", "detect_encoding", "untokenize",
           "TokenInfo", "open", "TokenError"]

cookie_re = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
blank_re = re.compile(br"^[ \t\f]*(?:[#\r\n]|$)", re.ASCII)

_SPACE = re.compile(r"[ \t\f]*")
_COMMENT = re.compile(r"#[^\r\n]*")
_LINE_END = re.compile(r"\r?\n|\r")
_NUMBER = re.compile(
    r"0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+"
    r"|(?:\d(?:_?\d)*\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*|\d(?:_?\d)*)(?:[eE][-+]?\d(?:_?\d)*)?[jJ]?")
# Any character beyond ASCII: whether it may be in a name is for the parser to say.
_NAME = re.compile(r"[\w\x80-\U0010ffff]+")
_QUOTE = re.compile(r"(?i:(?P<prefix>[rbu]|br|rb|f|fr|rf)?)(?P<quotes>'''|\"\"\"|'|\")")
_SIGN = re.compile("|".join(map(re.escape, sorted(EXACT_TOKEN_TYPES, key=len, reverse=True))))
_INSIDE = {quotes: re.compile(rf"(?:\\.|(?!{quotes})[^\\])*{quotes}", re.DOTALL)
           for quotes in ("'''", '"""')}
_INSIDE.update({quote: re.compile(rf"(?:\\(?:\r\n|.)|[^\\\r\n{quote}])*{quote}", re.DOTALL)
                for quote in "'\""})


class TokenError(Exception):
    """A text cannot be made into tokens."""


class TokenInfo(namedtuple("TokenInfo", "type string start end line")):
    """A token: its kind, its text, where it begins and ends, and its line."""

    def __repr__(self):
        kind = f"{self.type} ({tok_name[self.type]})"
        return (f"TokenInfo(type={kind}, string={self.string!r}, start={self.start!r}, "
                f"end={self.end!r}, line={self.line!r})")

    @property
    def exact_type(self):
        """The kind, for operators that of the sign."""
        if self.type == OP and self.string in EXACT_TOKEN_TYPES:
            return EXACT_TOKEN_TYPES[self.string]
        return self.type


class _Scanner:
    """Walks through a text."""

    def __init__(self, text):
        self.text = text
        self.at = 0
        self.starts = [0, *(match.end() for match in re.finditer(r"\n|\r(?!\n)", text))]
        if self.starts[-1] == len(text):
            self.starts.pop()
        self.indents = [""]
        self.widths = [0]
        # Where brackets stand that are open.
        self.open = []

    def place(self, at):
        """Line and column of a place."""
        line = bisect_right(self.starts, at)
        return line, at - (self.starts[line - 1] if line else 0)

    def lines(self, start, end):
        """The lines that a stretch of text stands in."""
        first = self.starts[bisect_right(self.starts, start) - 1]
        after = bisect_right(self.starts, max(start, end - 1))
        return self.text[first:self.starts[after] if after < len(self.starts) else None]

    def token(self, kind, start, end):
        after = end + (kind == FSTRING_MIDDLE)
        return TokenInfo(kind, self.text[start:end], self.place(start), self.place(end),
                         self.lines(start, after))

    def end_of_line(self, kind, start, end):
        """A line end: the next line is not yet begun where it ends."""
        line, column = self.place(start)
        return TokenInfo(kind, self.text[start:end], (line, column),
                         (line, column + max(end - start, 1)), self.lines(start, start))

    def error(self, message, at):
        line, column = self.place(at)
        return TokenError(message, (line, column + 1))

    def run(self):
        """All tokens."""
        size = len(self.text)
        while self.at < size:
            yield from self.line()
        lines = len(self.starts)
        if self.open:
            raise TokenError("unexpected EOF in multi-line statement", (lines, 0))
        last = lines + 1 if size else 1
        for _ in self.indents[1:]:
            yield TokenInfo(DEDENT, "", (last, 0), (last, 0), "")
        yield TokenInfo(ENDMARKER, "", (last, 0), (last, 0), "")

    def line(self):
        """One logical line, or an empty one."""
        start = self.at
        self.at = _SPACE.match(self.text, start).end()
        here = self.text[self.at:self.at + 1]
        if here in ("#", "\r", "\n", ""):
            if here == "#":
                end = _COMMENT.match(self.text, self.at).end()
                yield self.token(COMMENT, self.at, end)
                self.at = end
            end = _LINE_END.match(self.text, self.at)
            if end or here:
                stop = end.end() if end else self.at
                yield self.end_of_line(NL, self.at, stop)
                self.at = stop
            return
        yield from self.indentation(start)
        yield from self.inside(None)

    def indentation(self, start):
        space = self.text[start:self.at]
        width = 0
        for c in space:
            width = width + 1 if c == " " else 0 if c == "\f" else width // 8 * 8 + 8
        if width > self.widths[-1]:
            self.widths.append(width)
            self.indents.append(space)
            yield self.token(INDENT, start, self.at)
        while width < self.widths[-1]:
            if width not in self.widths:
                line, column = self.place(self.at)
                raise IndentationError(
                    "unindent does not match any outer indentation level",
                    ("<string>", line, column + 1, self.lines(start, self.at)))
            self.widths.pop()
            self.indents.pop()
            place = self.place(self.at)
            yield TokenInfo(DEDENT, "", place, place, self.lines(self.at, self.at))

    def inside(self, field):
        """Tokens to the end of the logical line, or of the field of an f-string that began with
        `field` brackets open."""
        text = self.text
        while True:
            self.at = _SPACE.match(text, self.at).end()
            if self.at >= len(text):
                if field is not None:
                    raise self.error("f-string: expecting '}'", self.at)
                yield self.end_of_line(NL if self.open else NEWLINE, self.at, self.at)
                return
            start = self.at
            here = text[start]
            if end := _LINE_END.match(text, start):
                self.at = end.end()
                yield self.end_of_line(NL if self.open else NEWLINE, start, self.at)
                if not self.open:
                    return
                continue
            if here == "\\":
                end = _LINE_END.match(text, start + 1)
                if not end:
                    raise self.error("unexpected character after line continuation character",
                                     start + 2)
                self.at = end.end()
                if self.at >= len(text):
                    raise TokenError("unexpected EOF in multi-line statement",
                                     (len(self.starts), 0))
                continue
            if here == "#":
                self.at = _COMMENT.match(text, start).end()
                yield self.token(COMMENT, start, self.at)
                continue
            if quote := _QUOTE.match(text, start):
                yield from self.string(quote)
                continue
            if here.isdecimal() or here == "." and text[start + 1:start + 2].isdecimal():
                self.at = _NUMBER.match(text, start).end()
                yield self.token(NUMBER, start, self.at)
                continue
            if name := _NAME.match(text, start):
                self.at = name.end()
                yield self.token(NAME, start, self.at)
                continue
            if field is not None and len(self.open) == field:
                if here == "!" and text[start + 1:start + 2] != "=" or here in ":}":
                    return
            sign = _SIGN.match(text, start)
            self.at = sign.end() if sign else start + 1
            if here in "([{":
                self.open.append(start)
            elif here in ")]}":
                # Which bracket it was is for the parser to say.
                del self.open[-1:]
            yield self.token(OP, start, self.at)

    def string(self, quote):
        quotes, start = quote["quotes"], self.at
        if "f" in (quote["prefix"] or "").lower():
            self.at = quote.end()
            yield self.token(FSTRING_START, start, self.at)
            yield from self.middle(quotes, "r" in quote["prefix"].lower(), start, False)
            end = self.at + len(quotes)
            yield self.token(FSTRING_END, self.at, end)
            self.at = end
            return
        body = _INSIDE[quotes].match(self.text, quote.end())
        if not body:
            if len(quotes) == 3:
                raise self.error("EOF in multi-line string", start)
            line = self.place(start)[0]
            raise self.error(f"unterminated string literal (detected at line {line})", start)
        self.at = body.end()
        yield self.token(STRING, start, self.at)

    def middle(self, quotes, raw, begin, in_spec):
        """The text of an f-string, or of the format of a field, and the fields in it."""
        text = self.text
        start = self.at
        while True:
            at = self.at
            here = text[at:at + 1]
            if not in_spec and text.startswith(quotes, at) or in_spec and here == "}":
                if at > start or in_spec:
                    yield self.token(FSTRING_MIDDLE, start, at)
                return
            if not here or len(quotes) == 1 and here in "\r\n":
                line = self.place(begin)[0]
                if in_spec:
                    raise self.error("f-string: expecting '}'", at)
                kind = "triple-quoted f-string" if len(quotes) == 3 else "f-string"
                raise self.error(f"unterminated {kind} literal (detected at line {line})", begin)
            if here == "\\" and not raw:
                end = text.find("}", at) + 1 if text.startswith("N{", at + 1) else 0
                self.at = end or min(at + 2, len(text))
                if end:
                    # Braces that belong to a name end a token.
                    yield self.token(FSTRING_MIDDLE, start, end)
                    start = end
                continue
            if here in "{}" and text[at + 1:at + 2] == here and not in_spec:
                # The first of the two braces stands for both.
                yield self.token(FSTRING_MIDDLE, start, at + 1)
                self.at = start = at + 2
                continue
            if here == "{":
                if at > start:
                    yield self.token(FSTRING_MIDDLE, start, at)
                yield from self.replacement(quotes, raw, begin)
                start = self.at
                continue
            if here == "}":
                raise self.error("f-string: single '}' is not allowed", at)
            self.at += 1

    def replacement(self, quotes, raw, begin):
        """A field of an f-string."""
        self.open.append(self.at)
        yield self.token(OP, self.at, self.at + 1)
        self.at += 1
        yield from self.inside(len(self.open))
        if self.text[self.at] == "!":
            yield self.token(OP, self.at, self.at + 1)
            self.at += 1
            yield from self.inside(len(self.open))
        if self.text[self.at] == ":":
            yield self.token(OP, self.at, self.at + 1)
            self.at += 1
            yield from self.middle(quotes, raw, begin, True)
        if self.text[self.at] != "}":
            raise self.error("f-string: expecting '}'", self.at)
        del self.open[-1:]
        yield self.token(OP, self.at, self.at + 1)
        self.at += 1


def _text_of(readline, empty):
    lines = []
    try:
        while line := readline():
            lines.append(line)
    except StopIteration:
        pass
    return empty.join(lines)


def generate_tokens(readline):
    """The tokens of source text that `readline` gives as str."""
    yield from _Scanner(_text_of(readline, "")).run()


def tokenize(readline):
    """The tokens of source text that `readline` gives as bytes, the encoding first."""
    encoding, consumed = detect_encoding(readline)
    text = b"".join(consumed) + _text_of(readline, b"")
    if encoding is not None:
        if encoding == "utf-8-sig":
            encoding = "utf-8"
        yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), "")
    yield from _Scanner(text.decode(encoding)).run()


def _normal_name(name):
    """The encodings that go by several names."""
    short = name[:12].lower().replace("_", "-")
    if short == "utf-8" or short.startswith("utf-8-"):
        return "utf-8"
    if short in ("latin-1", "iso-8859-1", "iso-latin-1") or short.startswith(
            ("latin-1-", "iso-8859-1-", "iso-latin-1-")):
        return "iso-8859-1"
    return name


def detect_encoding(readline):
    """The encoding of a file of source text, and the lines that were read to find it."""
    try:
        name = readline.__self__.name
    except AttributeError:
        name = None

    def next_line():
        try:
            return readline()
        except StopIteration:
            return b""

    def cookie(line):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            message = "invalid or missing encoding declaration"
            raise SyntaxError(message if name is None else f"{message} for {name!r}") from None
        match = cookie_re.match(text)
        if not match:
            return None
        encoding = _normal_name(match[1])
        try:
            codec = codecs.lookup(encoding)
        except LookupError:
            message = f"unknown encoding: {encoding}"
            raise SyntaxError(message if name is None else f"unknown encoding for {name!r}: "
                              f"{encoding}") from None
        if found_mark:
            if encoding != "utf-8":
                raise SyntaxError("encoding problem: utf-8" if name is None else
                                  f"encoding problem for {name!r}: utf-8")
            encoding += "-sig"
        return encoding

    first = next_line()
    found_mark = first.startswith(codecs.BOM_UTF8)
    default = "utf-8-sig" if found_mark else "utf-8"
    if found_mark:
        first = first[3:]
    if not first:
        return default, []
    if encoding := cookie(first):
        return encoding, [first]
    if not blank_re.match(first):
        return default, [first]
    second = next_line()
    if not second:
        return default, [first]
    return cookie(second) or default, [first, second]


def open(filename):
    """Open a file of source text, decoded as it asks for."""
    buffer = builtins.open(filename, "rb")
    try:
        encoding, _ = detect_encoding(buffer.readline)
        buffer.seek(0)
        text = io.TextIOWrapper(buffer, encoding, line_buffering=True)
        text.mode = "r"
        return text
    except:
        buffer.close()
        raise


def _escaped(text):
    """The text of an f-string with its braces doubled, but for those around names of characters."""
    return re.sub(r"(\\N\{[^}]*\})|([{}])", lambda match: match[1] or match[2] * 2, text)


def untokenize(iterable):
    """Source text of tokens: as it was where they have places, else with spaces between."""
    out, encoding = [], None
    row, column = 1, 0
    before = None
    tokens = iter(iterable)
    for item in tokens:
        if len(item) == 2:
            return _finish(_loose([item, *tokens], out, encoding), encoding)
        kind, text, start, end, line = item
        if kind == ENCODING:
            encoding = text
            continue
        if kind == ENDMARKER:
            break
        if kind in (STRING, FSTRING_START) and before in (STRING, FSTRING_END):
            # CPython keeps two strings apart, whether or not there is space between them.
            out.append(" ")
        before = kind
        if start < (row, column):
            raise ValueError("start ({},{}) precedes previous end ({},{})".format(
                *start, row, column))
        if start[0] > row:
            out.append("\\\n" * (start[0] - row))
            column = 0
        if start[1] > column:
            # An indentation may have tabs: what stands there is taken from the line.
            gap = line[column:start[1]]
            out.append(gap if not gap.strip(" \t\f") and len(gap) == start[1] - column else
                       " " * (start[1] - column))
        if kind == FSTRING_MIDDLE and ("{" in text or "}" in text):
            plain = text
            text = _escaped(text)
            end = end[0], end[1] + len(text) - len(plain)
        out.append(text)
        row, column = end
        if kind in (NEWLINE, NL):
            row, column = row + 1, 0
    return _finish("".join(out), encoding)


def _finish(text, encoding):
    return text if encoding is None else text.encode(encoding)


def _loose(tokens, out, encoding):
    """Text of tokens without places."""
    out, indents = [], []
    starts_line, was_string, depth = True, False, 0
    for kind, text in (item[:2] for item in tokens):
        if kind in (ENCODING, ENDMARKER):
            continue
        if kind in (NAME, NUMBER):
            text += " "
        if kind == STRING:
            if was_string:
                text = "  " + text
            was_string = True
        else:
            was_string = False
        if kind == INDENT:
            indents.append(text)
            continue
        if kind == DEDENT:
            indents.pop()
            continue
        if kind in (NEWLINE, NL):
            starts_line = True
            out.append(text or "\n")
            continue
        if starts_line and indents:
            out.append(indents[-1])
        starts_line = False
        if kind == FSTRING_START:
            depth += 1
        elif kind == FSTRING_END:
            depth -= 1
        elif kind == FSTRING_MIDDLE:
            text = _escaped(text)
        out.append(text)
    return "".join(out)


def main():
    """The command line: print the tokens of a file."""
    parser = argparse.ArgumentParser(prog="python -m tokenize")
    parser.add_argument(dest="filename", nargs="?", metavar="filename.py",
                        help="the file to tokenize; defaults to stdin")
    parser.add_argument("-e", "--exact", dest="exact", action="store_true",
                        help="display token names using the exact type")
    args = parser.parse_args()
    if args.filename:
        with builtins.open(args.filename, "rb") as file:
            tokens = list(tokenize(file.readline))
    else:
        tokens = list(generate_tokens(sys.stdin.readline))
    for item in tokens:
        kind = item.exact_type if args.exact else item.type
        place = "%d,%d-%d,%d:" % (item.start + item.end)
        print("%-20s%-15s%-15r" % (place, tok_name[kind], item.string))


if __name__ == "__main__":
    main()
