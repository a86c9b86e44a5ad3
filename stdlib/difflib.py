"""Differences between sequences: matching blocks, deltas for people and for `patch`, HTML."""

from collections import namedtuple as _namedtuple
from heapq import nlargest as _nlargest
import re

__all__ = ["get_close_matches", "ndiff", "restore", "SequenceMatcher", "Differ",
           "IS_CHARACTER_JUNK", "IS_LINE_JUNK", "context_diff", "unified_diff", "diff_bytes",
           "HtmlDiff", "Match"]

Match = _namedtuple("Match", "a b size")


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences of hashable things."""

    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        """Set both sequences."""
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        """Set the first sequence."""
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        """Set the second sequence, about which more is remembered."""
        if b is not self.b:
            self.b = b
            self.matching_blocks = self.opcodes = None
            self.fullbcount = None
            self._index_b()

    def _index_b(self):
        self.b2j = places = {}
        for at, element in enumerate(self.b):
            places.setdefault(element, []).append(at)
        self.bjunk = junk = set()
        if self.isjunk:
            for element in places:
                if self.isjunk(element):
                    junk.add(element)
            for element in junk:
                del places[element]
        # Elements that are all over the place tell nothing.
        self.bpopular = popular = set()
        count = len(self.b)
        if self.autojunk and count >= 200:
            most = count // 100 + 1
            for element, indices in places.items():
                if len(indices) > most:
                    popular.add(element)
            for element in popular:
                del places[element]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest run that both have, the earliest in `a`, then in `b`."""
        a, b, places, is_junk = self.a, self.b, self.b2j, self.bjunk.__contains__
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        best_i, best_j, best = alo, blo, 0
        lengths = {}
        nothing = []
        for i in range(alo, ahi):
            # Lengths of runs that end at each j, for this i and the one before.
            new = {}
            for j in places.get(a[i], nothing):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                size = new[j] = lengths.get(j - 1, 0) + 1
                if size > best:
                    best_i, best_j, best = i - size + 1, j - size + 1, size
            lengths = new
        # Grow by popular elements, then by junk on both sides.
        for wanted in (False, True):
            while (best_i > alo and best_j > blo and is_junk(b[best_j - 1]) is wanted
                   and a[best_i - 1] == b[best_j - 1]):
                best_i, best_j, best = best_i - 1, best_j - 1, best + 1
            while (best_i + best < ahi and best_j + best < bhi
                   and is_junk(b[best_j + best]) is wanted
                   and a[best_i + best] == b[best_j + best]):
                best += 1
        return Match(best_i, best_j, best)

    def get_matching_blocks(self):
        """All runs that both have, the last an empty one at the ends."""
        if self.matching_blocks is not None:
            return self.matching_blocks
        la, lb = len(self.a), len(self.b)
        todo = [(0, la, 0, lb)]
        found = []
        while todo:
            alo, ahi, blo, bhi = todo.pop()
            i, j, size = match = self.find_longest_match(alo, ahi, blo, bhi)
            if size:
                found.append(match)
                if alo < i and blo < j:
                    todo.append((alo, i, blo, j))
                if i + size < ahi and j + size < bhi:
                    todo.append((i + size, ahi, j + size, bhi))
        found.sort()
        # Runs that touch become one.
        i1 = j1 = size1 = 0
        blocks = []
        for i2, j2, size2 in found:
            if i1 + size1 == i2 and j1 + size1 == j2:
                size1 += size2
            else:
                if size1:
                    blocks.append((i1, j1, size1))
                i1, j1, size1 = i2, j2, size2
        if size1:
            blocks.append((i1, j1, size1))
        blocks.append((la, lb, 0))
        self.matching_blocks = list(map(Match._make, blocks))
        return self.matching_blocks

    def get_opcodes(self):
        """How to turn `a` into `b`: (word, i1, i2, j1, j2)."""
        if self.opcodes is not None:
            return self.opcodes
        i = j = 0
        self.opcodes = codes = []
        for ai, bj, size in self.get_matching_blocks():
            if i < ai and j < bj:
                codes.append(("replace", i, ai, j, bj))
            elif i < ai:
                codes.append(("delete", i, ai, j, bj))
            elif j < bj:
                codes.append(("insert", i, ai, j, bj))
            i, j = ai + size, bj + size
            if size:
                codes.append(("equal", ai, i, bj, j))
        return codes

    def get_grouped_opcodes(self, n=3):
        """The same in groups with n equal elements around each change."""
        codes = self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        codes = codes[:]
        if codes[0][0] == "equal":
            word, i1, i2, j1, j2 = codes[0]
            codes[0] = word, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == "equal":
            word, i1, i2, j1, j2 = codes[-1]
            codes[-1] = word, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for word, i1, i2, j1, j2 in codes:
            if word == "equal" and i2 - i1 > n + n:
                group.append((word, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((word, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group

    def ratio(self):
        """How alike the sequences are, from 0 to 1."""
        matches = sum(block.size for block in self.get_matching_blocks())
        return _ratio(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        """An upper bound of `ratio`."""
        if self.fullbcount is None:
            self.fullbcount = counts = {}
            for element in self.b:
                counts[element] = counts.get(element, 0) + 1
        left = {}
        matches = 0
        for element in self.a:
            number = left[element] if element in left else self.fullbcount.get(element, 0)
            left[element] = number - 1
            if number > 0:
                matches += 1
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """A rough upper bound of `ratio`."""
        la, lb = len(self.a), len(self.b)
        return _ratio(min(la, lb), la + lb)

    __class_getitem__ = classmethod(__import__("types").GenericAlias)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The best matches for a word, the best first."""
    if not n > 0:
        raise ValueError(f"n must be > 0: {n!r}")
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f"cutoff must be in [0.0, 1.0]: {cutoff!r}")
    result = []
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    for candidate in possibilities:
        matcher.set_seq1(candidate)
        if (matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff
                and matcher.ratio() >= cutoff):
            result.append((matcher.ratio(), candidate))
    return [candidate for score, candidate in _nlargest(n, result)]


# ---- deltas for people -----------------------------------------------------------------------------

def _keep_original_ws(text, marks):
    """Marks under a line, white space where the line has white space."""
    return "".join(char if mark == " " and char.isspace() else mark
                   for char, mark in zip(text, marks)).rstrip()


class Differ:
    """Compares lines; what changed within a line is marked under it."""

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        """The lines of the delta."""
        matcher = SequenceMatcher(self.linejunk, a, b)
        for word, alo, ahi, blo, bhi in matcher.get_opcodes():
            if word == "replace":
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            elif word == "delete":
                yield from self._dump("-", a, alo, ahi)
            elif word == "insert":
                yield from self._dump("+", b, blo, bhi)
            else:
                yield from self._dump(" ", a, alo, ahi)

    def _dump(self, tag, lines, lo, hi):
        for at in range(lo, hi):
            yield f"{tag} {lines[at]}"

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        # The shorter part first: it is read more easily.
        if bhi - blo < ahi - alo:
            yield from self._dump("+", b, blo, bhi)
            yield from self._dump("-", a, alo, ahi)
        else:
            yield from self._dump("-", a, alo, ahi)
            yield from self._dump("+", b, blo, bhi)

    def _fancy_replace(self, a, alo, ahi, b, blo, bhi):
        """Lines that are alike side by side; looks from the best pair outwards."""
        cutoff = 0.74999
        matcher = SequenceMatcher(self.charjunk)
        best, best_i, best_j = cutoff, None, None
        dump_i, dump_j = alo, blo
        window = 10
        # Pairs near each other only: lines that are alike do not move far.
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            aequiv = alo + (j - blo)
            best = cutoff
            best_i = None
            for i in range(max(aequiv - window, dump_i), min(aequiv + window + 1, ahi)):
                matcher.set_seq1(a[i])
                if (matcher.real_quick_ratio() > best and matcher.quick_ratio() > best
                        and matcher.ratio() > best):
                    best, best_i = matcher.ratio(), i
            if best_i is None:
                continue
            yield from self._fancy_helper(a, dump_i, best_i, b, dump_j, j)
            before, after = a[best_i], b[j]
            if before == after:
                yield "  " + before
            else:
                marks_a = marks_b = ""
                matcher.set_seqs(before, after)
                for word, ai1, ai2, bj1, bj2 in matcher.get_opcodes():
                    la, lb = ai2 - ai1, bj2 - bj1
                    if word == "replace":
                        marks_a += "^" * la
                        marks_b += "^" * lb
                    elif word == "delete":
                        marks_a += "-" * la
                    elif word == "insert":
                        marks_b += "+" * lb
                    else:
                        marks_a += " " * la
                        marks_b += " " * lb
                yield from self._qformat(before, after, marks_a, marks_b)
            dump_i, dump_j = best_i + 1, j + 1
        yield from self._fancy_helper(a, dump_i, ahi, b, dump_j, bhi)

    def _fancy_helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi:
            if blo < bhi:
                yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
            else:
                yield from self._dump("-", a, alo, ahi)
        elif blo < bhi:
            yield from self._dump("+", b, blo, bhi)

    def _qformat(self, before, after, marks_a, marks_b):
        marks_a = _keep_original_ws(before, marks_a)
        marks_b = _keep_original_ws(after, marks_b)
        yield "- " + before
        if marks_a:
            yield f"? {marks_a}\n"
        yield "+ " + after
        if marks_b:
            yield f"? {marks_b}\n"


def IS_LINE_JUNK(line, pat=None):
    """Whether a line is blank or holds one `#`."""
    if pat is None:
        return line.strip() in ("", "#")
    return pat(line) is not None


def IS_CHARACTER_JUNK(ch, ws=" \t"):
    """Whether a character is a space or a tab."""
    return ch in ws


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """A delta for people."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """One of the two sequences that a delta was made of."""
    try:
        tag = {1: "- ", 2: "+ "}[int(which)]
    except KeyError:
        raise ValueError(f"unknown delta choice (must be 1 or 2): {which!r}") from None
    for line in delta:
        if line[:2] in ("  ", tag):
            yield line[2:]


# ---- deltas for patch -----------------------------------------------------------------------------------

def _check_types(a, b, *args):
    if a and not isinstance(a[0], str):
        raise TypeError(f"lines to compare must be str, not {type(a[0]).__name__} ({a[0]!r})")
    if b and not isinstance(b[0], str):
        raise TypeError(f"lines to compare must be str, not {type(b[0]).__name__} ({b[0]!r})")
    for arg in args:
        if not isinstance(arg, str):
            raise TypeError(f"all arguments must be str, not: {arg!r}")


def _format_range_unified(start, stop):
    first = start + 1
    length = stop - start
    if length == 1:
        return f"{first}"
    if not length:
        first -= 1
    return f"{first},{length}"


def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3,
                 lineterm="\n"):
    """A unified diff."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            fromdate = f"\t{fromfiledate}" if fromfiledate else ""
            todate = f"\t{tofiledate}" if tofiledate else ""
            yield f"--- {fromfile}{fromdate}{lineterm}"
            yield f"+++ {tofile}{todate}{lineterm}"
        first, last = group[0], group[-1]
        range1 = _format_range_unified(first[1], last[2])
        range2 = _format_range_unified(first[3], last[4])
        yield f"@@ -{range1} +{range2} @@{lineterm}"
        for word, i1, i2, j1, j2 in group:
            if word == "equal":
                for line in a[i1:i2]:
                    yield " " + line
                continue
            if word in ("replace", "delete"):
                for line in a[i1:i2]:
                    yield "-" + line
            if word in ("replace", "insert"):
                for line in b[j1:j2]:
                    yield "+" + line


def _format_range_context(start, stop):
    first = start + 1
    length = stop - start
    if not length:
        first -= 1
    if length <= 1:
        return f"{first}"
    return f"{first},{first + length - 1}"


def context_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3,
                 lineterm="\n"):
    """A context diff."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    prefix = {"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            fromdate = f"\t{fromfiledate}" if fromfiledate else ""
            todate = f"\t{tofiledate}" if tofiledate else ""
            yield f"*** {fromfile}{fromdate}{lineterm}"
            yield f"--- {tofile}{todate}{lineterm}"
        first, last = group[0], group[-1]
        yield "***************" + lineterm
        yield f"*** {_format_range_context(first[1], last[2])} ****{lineterm}"
        if any(word in ("replace", "delete") for word, *_ in group):
            for word, i1, i2, _, _ in group:
                if word != "insert":
                    for line in a[i1:i2]:
                        yield prefix[word] + line
        yield f"--- {_format_range_context(first[3], last[4])} ----{lineterm}"
        if any(word in ("replace", "insert") for word, *_ in group):
            for word, _, _, j1, j2 in group:
                if word != "delete":
                    for line in b[j1:j2]:
                        yield prefix[word] + line


def diff_bytes(dfunc, a, b, fromfile=b"", tofile=b"", fromfiledate=b"", tofiledate=b"", n=3,
               lineterm=b"\n"):
    """A diff of lines of bytes, made by `unified_diff` or `context_diff`."""
    def decode(data):
        try:
            return data.decode("ascii", "surrogateescape")
        except AttributeError as error:
            raise TypeError("all arguments must be bytes, not "
                            f"{type(data).__name__} ({data!r})") from error

    lines = dfunc(list(map(decode, a)), list(map(decode, b)), decode(fromfile), decode(tofile),
                  decode(fromfiledate), decode(tofiledate), n, decode(lineterm))
    for line in lines:
        yield line.encode("ascii", "surrogateescape")


# ---- HTML --------------------------------------------------------------------------------------------------

class HtmlDiff:
    """Two texts side by side as an HTML table."""

    def __init__(self, tabsize=8, wrapcolumn=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
        self._tabsize = tabsize
        self._wrapcolumn = wrapcolumn
        self._linejunk = linejunk
        self._charjunk = charjunk

    def make_file(self, fromlines, tolines, fromdesc="", todesc="", context=False, numlines=5, *,
                  charset="utf-8"):
        """A whole HTML page."""
        table = self.make_table(fromlines, tolines, fromdesc, todesc, context, numlines)
        return ("<!DOCTYPE html>\n<html>\n<head>\n"
                f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">\n'
                "<style>\ntable.diff { font-family: monospace; border-collapse: collapse }\n"
                ".diff_header { background: #e0e0e0; text-align: right }\n"
                ".diff_add { background: #aaffaa }\n.diff_chg { background: #ffff77 }\n"
                ".diff_sub { background: #ffaaaa }\n</style>\n</head>\n<body>\n"
                f"{table}\n</body>\n</html>").encode(charset, "xmlcharrefreplace").decode(charset)

    def make_table(self, fromlines, tolines, fromdesc="", todesc="", context=False, numlines=5):
        """The table."""
        from html import escape
        a = [line.expandtabs(self._tabsize).rstrip("\n") for line in fromlines]
        b = [line.expandtabs(self._tabsize).rstrip("\n") for line in tolines]
        matcher = SequenceMatcher(self._linejunk, a, b)
        groups = matcher.get_grouped_opcodes(numlines) if context else [matcher.get_opcodes()]
        rows = []

        def cell(lines, at, css):
            if at is None:
                return '<td class="diff_header"></td><td nowrap="nowrap"></td>'
            text = escape(lines[at]).replace(" ", "&nbsp;")
            if css:
                text = f'<span class="{css}">{text}</span>'
            return f'<td class="diff_header">{at + 1}</td><td nowrap="nowrap">{text}</td>'

        for group in groups:
            for word, i1, i2, j1, j2 in group:
                left = list(range(i1, i2))
                right = list(range(j1, j2))
                css = {"equal": ("", ""), "replace": ("diff_chg", "diff_chg"),
                       "delete": ("diff_sub", ""), "insert": ("", "diff_add")}[word]
                for at in range(max(len(left), len(right))):
                    i = left[at] if at < len(left) else None
                    j = right[at] if at < len(right) else None
                    rows.append(f"<tr>{cell(a, i, css[0])}{cell(b, j, css[1])}</tr>")
        head = ""
        if fromdesc or todesc:
            head = (f'<thead><tr><th colspan="2">{escape(fromdesc)}</th>'
                    f'<th colspan="2">{escape(todesc)}</th></tr></thead>')
        return f'<table class="diff">{head}<tbody>\n' + "\n".join(rows) + "\n</tbody></table>"
