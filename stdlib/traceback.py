"""Tracebacks as text: of exceptions, of traceback objects, of the running stack.

The carets under the lines are made by the machine (`_traceback`), as for uncaught exceptions.
Left out: colours.
"""

import sys
import linecache

import _traceback

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only",
           "format_list", "format_stack", "format_tb", "print_exc", "format_exc",
           "print_exception", "print_last", "print_stack", "print_tb", "clear_frames",
           "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb",
           "print_list"]

_sentinel = object()

# Equal entries shown in a row before they are only counted.
_RECURSIVE_CUTOFF = 3

_CAUSE_MESSAGE = ("\nThe above exception was the direct cause of the following exception:\n\n")
_CONTEXT_MESSAGE = ("\nDuring handling of the above exception, another exception occurred:\n\n")


# ---- functions -----------------------------------------------------------------------------------

def print_list(extracted_list, file=None):
    """Print the entries of a stack."""
    if file is None:
        file = sys.stderr
    for text in StackSummary.from_list(extracted_list).format():
        print(text, file=file, end="")


def format_list(extracted_list):
    """The texts of a stack's entries."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """The texts of a traceback's entries."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The entries of a traceback, outermost first."""
    return StackSummary._extract(_tb_places(tb), limit=limit)


def _value_and_tb(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _sentinel:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True,
                    **kwargs):
    """Print an exception with its traceback and those that it came from."""
    value, tb = _value_and_tb(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(
        file=file, chain=chain, **kwargs)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs):
    """The report of an exception as a list of texts."""
    value, tb = _value_and_tb(exc, value, tb)
    report = TracebackException(type(value), value, tb, limit=limit, compact=True)
    return list(report.format(chain=chain, **kwargs))


def format_exception_only(exc, /, value=_sentinel, *, show_group=False, **kwargs):
    """The last lines of an exception's report: class and message."""
    if value is _sentinel:
        value = exc
    report = TracebackException(type(value), value, None, compact=True)
    return list(report.format_exception_only(show_group=show_group, **kwargs))


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The report of the exception that is being handled."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that nobody caught at the prompt."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    else:
        print_exception(sys.last_type, sys.last_value, sys.last_traceback,
                        limit=limit, file=file, chain=chain)


def print_stack(f=None, limit=None, file=None):
    """Print the stack of the caller, or of a frame."""
    if f is None:
        f = sys._getframe(1)
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """The texts of the caller's stack."""
    if f is None:
        f = sys._getframe(1)
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """The entries of the caller's stack, outermost first."""
    if f is None:
        f = sys._getframe(1)
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    """Forget the variables of a traceback's frames."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            # It still runs.
            pass
        tb = tb.tb_next


def walk_stack(f):
    """Frames and their lines from a frame outwards; from the caller for None."""
    return _frames_from(sys._getframe(1) if f is None else f)


def _frames_from(frame):
    while frame is not None:
        yield frame, frame.f_lineno
        frame = frame.f_back


def walk_tb(tb):
    """Frames and their lines of a traceback, from the outermost inwards."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _tb_places(tb):
    """Frames of a traceback, with line, end line and columns."""
    while tb is not None:
        place = _position(tb.tb_frame.f_code, tb.tb_lasti)
        if place[0] is None:
            place = (tb.tb_lineno, *place[1:])
        yield tb.tb_frame, place
        tb = tb.tb_next


def _position(code, lasti):
    from itertools import islice
    if lasti < 0:
        return None, None, None, None
    return next(islice(code.co_positions(), lasti // 2, None), (None, None, None, None))


# ---- stacks --------------------------------------------------------------------------------------

class FrameSummary:
    """One entry of a stack: where it is, and what stands there."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_lines",
                 "_lines_dedented", "locals", "_code")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._code = kwargs.get("_code")
        self._lines = line
        self._lines_dedented = None
        if lookup_line:
            self.line
        self.locals = None if locals is None else {
            key: _safe_string(value, "local", func=repr) for key, value in locals.items()}

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno
                    and self.name == other.name and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    def _set_lines(self):
        if self._lines is not None or self.lineno is None or self.end_lineno is None:
            return
        source = None
        if self._code is not None and self.filename.startswith("<"):
            source = _traceback.code_source(self._code)
        if source is None:
            # Without their end: what stands there may not be the text's own line at all.
            lines = [linecache.getline(self.filename, number).rstrip()
                     for number in range(self.lineno, self.end_lineno + 1)]
        else:
            lines = [line.rstrip()
                     for line in source.split("\n")[self.lineno - 1:self.end_lineno]]
        self._lines = "\n".join(lines) + "\n"

    @property
    def _original_lines(self):
        self._set_lines()
        return self._lines

    @property
    def _dedented_lines(self):
        self._set_lines()
        if self._lines_dedented is None and self._lines is not None:
            from textwrap import dedent
            self._lines_dedented = dedent(self._lines)
        return self._lines_dedented

    @property
    def line(self):
        """The first line, without the blanks around it."""
        self._set_lines()
        if self._lines is None:
            return None
        return self._lines.partition("\n")[0].strip()


class StackSummary(list):
    """The entries of a stack, outermost first."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Entries for pairs of frame and line, as `walk_stack` and `walk_tb` give them."""
        places = ((frame, (line, None, None, None)) for frame, line in frame_gen)
        return klass._extract(places, limit=limit, lookup_lines=lookup_lines,
                              capture_locals=capture_locals)

    @classmethod
    def _extract(klass, places, *, limit=None, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            if limit >= 0:
                from itertools import islice
                places = islice(places, limit)
            else:
                from collections import deque
                places = deque(places, maxlen=-limit)
        result = klass()
        seen = set()
        for frame, (lineno, end_lineno, colno, end_colno) in places:
            code = frame.f_code
            if code.co_filename not in seen:
                seen.add(code.co_filename)
                linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=False,
                locals=frame.f_locals if capture_locals else None,
                end_lineno=end_lineno, colno=colno, end_colno=end_colno, _code=code))
        for filename in seen:
            linecache.checkcache(filename)
        if lookup_lines:
            for entry in result:
                entry.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Entries from FrameSummary objects or from tuples (file, line, name, text)."""
        result = klass()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            result.append(entry)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The text of one entry; None to leave it out."""
        filename = frame_summary.filename
        if filename.startswith("<stdin-") and filename.endswith(">"):
            filename = "<stdin>"
        text = f'  File "{filename}", line {frame_summary.lineno}, in {frame_summary.name}\n'
        lines = frame_summary._original_lines
        if lines and lines.strip():
            if frame_summary.colno is None or frame_summary.end_colno is None:
                for line in frame_summary._dedented_lines.splitlines():
                    text += f"    {line}".rstrip() + "\n"
            else:
                text += _traceback.excerpt(lines.removesuffix("\n"), frame_summary.colno,
                                           frame_summary.end_colno)
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                text += f"    {name} = {value}\n"
        return text

    def format(self, **kwargs):
        """The texts of all entries; long repetitions are counted."""
        result = []
        last = None
        count = 0
        for entry in self:
            text = self.format_frame_summary(entry, **kwargs)
            if text is None:
                continue
            place = (entry.filename, entry.lineno, entry.name)
            if place != last:
                _add_repetition(result, count)
                last = place
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        _add_repetition(result, count)
        return result


def _add_repetition(result, count):
    more = count - _RECURSIVE_CUTOFF
    if more > 0:
        result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


# ---- exceptions ------------------------------------------------------------------------------------

def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f"<{what} {func.__name__}() failed>"


class _Margin:
    """How deep in a group of exceptions a report is, and whether its box has to be closed."""

    def __init__(self):
        self.depth = 0
        self.open = False

    def indent(self):
        return " " * (2 * self.depth)

    def emit(self, texts, mark="|"):
        prefix = f"{self.indent()}{mark} " if self.depth else ""
        if isinstance(texts, str):
            texts = [texts]
        for text in texts:
            if not prefix:
                yield text
                continue
            lines = text.splitlines(keepends=True)
            yield "".join(prefix + line if line.strip() else prefix.rstrip(" ") + " " + line
                          for line in lines)


class TracebackException:
    """A report of an exception, which keeps no frames alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10,
                 save_exc_type=True, _seen=None):
        options = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                       compact=compact, max_group_width=max_group_width,
                       max_group_depth=max_group_depth, save_exc_type=save_exc_type)
        # Long chains are walked in a loop: a report of thousands must not recurse.
        seen = set() if _seen is None else _seen
        self._read(exc_type, exc_value, exc_traceback, options, seen)
        waiting = [(self, exc_value)]
        while waiting:
            report, value = waiting.pop()
            if value is None:
                continue
            cause = getattr(value, "__cause__", None)
            if cause is not None and id(cause) not in seen:
                report.__cause__ = self._part(cause, options, seen)
                waiting.append((report.__cause__, cause))
            context = getattr(value, "__context__", None)
            wanted = not compact or (cause is None and not value.__suppress_context__)
            if wanted and context is not None and id(context) not in seen:
                report.__context__ = self._part(context, options, seen)
                waiting.append((report.__context__, context))

    def _part(self, value, options, seen):
        part = TracebackException.__new__(type(self))
        part._read(type(value), value, value.__traceback__, options, seen)
        return part

    def _read(self, exc_type, exc_value, exc_traceback, options, seen):
        self.max_group_width = options["max_group_width"]
        self.max_group_depth = options["max_group_depth"]
        seen.add(id(exc_value))
        self.stack = StackSummary._extract(
            _tb_places(exc_traceback), limit=options["limit"],
            lookup_lines=options["lookup_lines"], capture_locals=options["capture_locals"])
        self._exc_type = exc_type if options["save_exc_type"] else None
        self._has_type = exc_type is not None
        self.__cause__ = None
        self.__context__ = None
        self.exceptions = None
        self.__suppress_context__ = (exc_value.__suppress_context__
                                     if exc_value is not None else False)
        # The message now: the exception may change later.
        self._str = _safe_string(exc_value, "exception")
        try:
            self.__notes__ = getattr(exc_value, "__notes__", None)
        except Exception as error:
            self.__notes__ = [
                f"Ignored error getting __notes__: {_safe_string(error, '__notes__', repr)}"]
        if exc_type is not None:
            self.exc_type_qualname = exc_type.__qualname__
            self.exc_type_module = exc_type.__module__
        else:
            self.exc_type_qualname = None
            self.exc_type_module = None
        self._is_syntax_error = exc_type is not None and issubclass(exc_type, SyntaxError)
        if self._is_syntax_error:
            self._read_syntax_error(exc_value)
        elif exc_type is not None and issubclass(exc_type, (NameError, AttributeError,
                                                            ImportError)):
            try:
                self._str += _traceback.suggestion(exc_value)
            except Exception:
                pass
        if exc_value is not None and isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = []
            for member in exc_value.exceptions:
                self.exceptions.append(TracebackException(
                    type(member), member, member.__traceback__, _seen=seen, **options))

    def _read_syntax_error(self, value):
        self.filename = value.filename
        self.lineno = str(value.lineno) if value.lineno is not None else None
        self.end_lineno = str(value.end_lineno) if value.end_lineno is not None else None
        self.text = value.text
        self.offset = value.offset
        self.end_offset = value.end_offset
        self.msg = value.msg

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """A report of an exception with its own traceback."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        """The class (deprecated: `exc_type_str` names it)."""
        import warnings
        warnings.warn("Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning,
                      stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        """The full name of the class."""
        if not self._has_type:
            return None
        if self.exc_type_module in ("__main__", "builtins"):
            return self.exc_type_qualname
        module = self.exc_type_module
        if not isinstance(module, str):
            module = "<unknown>"
        return f"{module}.{self.exc_type_qualname}"

    def _load_lines(self):
        for entry in self.stack:
            entry.line
        for part in (self.__context__, self.__cause__):
            if part is not None:
                part._load_lines()

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """The texts of class and message, notes last."""
        indent = " " * (3 * _depth)
        if not self._has_type:
            yield indent + _final_line(None, self._str)
            return
        if self._is_syntax_error:
            for text in self._format_syntax_error(self.exc_type_str):
                yield indent + text
        elif _depth:
            lines = _final_line(self.exc_type_str, self._str).split("\n")
            for line in lines[:-1]:
                yield f"{indent}{line}\n"
        else:
            yield _final_line(self.exc_type_str, self._str)
        yield from self._format_notes(indent)
        if self.exceptions and show_group:
            for part in self.exceptions:
                yield from part.format_exception_only(show_group=True, _depth=_depth + 1)

    def _format_notes(self, indent):
        from collections.abc import Sequence
        notes = self.__notes__
        if notes is None:
            return
        if isinstance(notes, Sequence) and not isinstance(notes, (str, bytes)):
            for note in notes:
                for line in _safe_string(note, "note").split("\n"):
                    yield f"{indent}{line}\n"
        else:
            yield f"{indent}{_safe_string(notes, '__notes__', func=repr)}\n"

    def _format_syntax_error(self, name):
        suffix = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f" ({self.filename})"
        text = self.text
        if isinstance(text, str):
            if self.offset is None or self.lineno is None:
                yield _traceback.marked_line(text, 0, None, None, None)
            else:
                end_line = None if self.end_lineno is None else int(self.end_lineno)
                marked = _traceback.marked_line(text, int(self.lineno), self.offset, end_line,
                                                self.end_offset)
                yield from marked.splitlines(keepends=True)
        yield f"{name}: {self.msg or '<no detail available>'}{suffix}\n"

    def _chain(self, chain):
        """The reports of this and of what it came from, the earliest first, with the words
        that stand before each."""
        parts = []
        report = self
        while report is not None:
            if not chain:
                before, words = None, None
            elif report.__cause__ is not None:
                before, words = report.__cause__, _CAUSE_MESSAGE
            elif report.__context__ is not None and not report.__suppress_context__:
                before, words = report.__context__, _CONTEXT_MESSAGE
            else:
                before, words = None, None
            parts.append((words, report))
            report = before
        return reversed(parts)

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """The texts of the whole report."""
        margin = _Margin() if _ctx is None else _ctx
        for words, report in self._chain(chain):
            if words is not None:
                yield from margin.emit(words)
            if report.exceptions is None:
                if report.stack:
                    yield from margin.emit("Traceback (most recent call last):\n")
                    yield from margin.emit(report.stack.format())
                yield from margin.emit(report.format_exception_only())
            elif margin.depth > self.max_group_depth:
                yield from margin.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from report._format_group(margin, chain)

    def _format_group(self, margin, chain):
        outermost = margin.depth == 0
        if outermost:
            margin.depth = 1
        if self.stack:
            yield from margin.emit("Exception Group Traceback (most recent call last):\n",
                                   mark="+" if outermost else "|")
            yield from margin.emit(self.stack.format())
        yield from margin.emit(self.format_exception_only())
        total = len(self.exceptions)
        shown = min(total, self.max_group_width)
        boxes = shown + (1 if total > shown else 0)
        margin.open = False
        for at in range(boxes):
            last = at == boxes - 1
            if last:
                margin.open = True
            title = at + 1 if at < shown else "..."
            lead = "+-" if at == 0 else "  "
            yield f"{margin.indent()}{lead}+---------------- {title} ----------------\n"
            margin.depth += 1
            if at < shown:
                yield from self.exceptions[at].format(chain=chain, _ctx=margin)
            else:
                rest = total - shown
                yield from margin.emit(f"and {rest} more exception{'s' if rest > 1 else ''}\n")
            if last and margin.open:
                yield f"{margin.indent()}+------------------------------------\n"
                margin.open = False
            margin.depth -= 1
        if outermost:
            margin.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Write the report to a file, `sys.stderr` by default."""
        if file is None:
            file = sys.stderr
        for text in self.format(chain=chain, **kwargs):
            print(text, file=file, end="")


def _final_line(name, value):
    text = _safe_string(value, "exception")
    if name is None:
        return f"NoneType: {text}\n" if text else "NoneType\n"
    return f"{name}: {text}\n" if text else f"{name}\n"
