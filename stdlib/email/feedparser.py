"""email.feedparser: messages read piece by piece.

Never raises for what it reads (unless the policy says so): faults become defects of the message.
"""

import re
from email import errors
from email._policybase import compat32

__all__ = ['FeedParser', 'BytesFeedParser']

_HEADER_LINE = re.compile(r'^(From |[\041-\071\073-\176]*:|[\t ])')
_LINE_END = re.compile(r'\r\n|\r|\n')
_LINE_AND_END = re.compile(r'[^\r\n]*(?:\r\n|\r|\n)?')

# A marker among lines: the rest has not come yet.
_NEED_MORE = object()
# How deep parts may lie in parts: a bound for hostile messages.
_MOST_DEPTH = 100


class _Source:
    """The lines that have come; stops before lines that belong to somebody outside."""

    def __init__(self):
        self._partial = []
        self._lines = []
        self._first = 0
        self._stops = []
        self._closed = False

    def push_stop(self, test):
        """Lines that pass a test are not of the part that is being read."""
        self._stops.append(test)

    def pop_stop(self):
        """The part is over."""
        return self._stops.pop()

    def close(self):
        """Nothing more will come."""
        rest = ''.join(self._partial)
        self._partial = []
        if rest:
            self._lines.extend(_keep_ends(rest))
        self._closed = True

    def readline(self):
        """The next line; '' at the end."""
        if self._first >= len(self._lines):
            return '' if self._closed else _NEED_MORE
        line = self._lines[self._first]
        for test in reversed(self._stops):
            if test(line):
                return ''
        self._first += 1
        if self._first > 1000:
            del self._lines[:self._first]
            self._first = 0
        return line

    def unreadline(self, line):
        """Give a line back."""
        if self._first:
            self._first -= 1
            self._lines[self._first] = line
        else:
            self._lines.insert(0, line)

    def push(self, data):
        """Take more text."""
        self._partial.append(data)
        if '\n' not in data and '\r' not in data:
            return
        lines = _keep_ends(''.join(self._partial))
        self._partial = []
        # The last line may go on, or its '\r' be followed by '\n'.
        if lines and not lines[-1].endswith('\n'):
            self._partial.append(lines.pop())
        self._lines.extend(lines)


def _keep_ends(text):
    """Lines with their ends, of which there are only three."""
    lines = _LINE_AND_END.findall(text)
    if lines and not lines[-1]:
        lines.pop()
    return lines


class FeedParser:
    """Reads a message of str."""

    def __init__(self, _factory=None, *, policy=compat32):
        self.policy = policy
        self._old_style_factory = False
        if _factory is None:
            if policy.message_factory is None:
                from email.message import Message
                self._factory = Message
            else:
                self._factory = policy.message_factory
        else:
            self._factory = _factory
            try:
                _factory(policy=policy)
            except TypeError:
                self._old_style_factory = True
        self._input = _Source()
        self._stack = []
        self._parse = self._parsegen(0).__next__
        self._current = None
        self._last = None
        self._headersonly = False

    def _set_headersonly(self):
        self._headersonly = True

    def feed(self, data):
        """Take more text."""
        self._input.push(data)
        self._call_parse()

    def _call_parse(self):
        try:
            self._parse()
        except StopIteration:
            pass

    def close(self):
        """Read the rest; the message."""
        self._input.close()
        self._call_parse()
        root = self._pop_message()
        assert not self._stack
        if (root.get_content_maintype() == 'multipart' and not root.is_multipart()
                and not self._headersonly):
            defect = errors.MultipartInvariantViolationDefect()
            self.policy.handle_defect(root, defect)
        return root

    def _new_message(self):
        message = self._factory() if self._old_style_factory \
            else self._factory(policy=self.policy)
        if self._current and self._current.get_content_type() == 'multipart/digest':
            message.set_default_type('message/rfc822')
        if self._stack:
            self._stack[-1].attach(message)
        self._stack.append(message)
        self._current = message
        self._last = message

    def _pop_message(self):
        message = self._stack.pop()
        self._current = self._stack[-1] if self._stack else None
        return message

    def _parsegen(self, depth):
        self._new_message()
        headers = []
        while True:
            line = self._input.readline()
            if line is _NEED_MORE:
                yield line
                continue
            if not line:
                break
            if not _HEADER_LINE.match(line):
                # The empty line after the headers, or a body without one.
                if not _LINE_END.match(line):
                    defect = errors.MissingHeaderBodySeparatorDefect()
                    self.policy.handle_defect(self._current, defect)
                    self._input.unreadline(line)
                break
            headers.append(line)
        self._parse_headers(headers)
        current = self._current
        if self._headersonly or depth >= _MOST_DEPTH:
            yield from self._take_rest()
        elif current.get_content_type() == 'message/delivery-status':
            yield from self._delivery_status(depth)
        elif current.get_content_maintype() == 'message':
            yield from self._parsegen(depth + 1)
            self._pop_message()
        elif current.get_content_maintype() == 'multipart':
            yield from self._multipart(depth)
        else:
            yield from self._take_rest()

    def _take_rest(self):
        """The rest of the part is its payload."""
        lines = []
        while True:
            line = self._input.readline()
            if line is _NEED_MORE:
                yield line
                continue
            if not line:
                break
            lines.append(line)
        self._current.set_payload(''.join(lines))

    def _delivery_status(self, depth):
        """Blocks of headers, with empty lines between."""
        while True:
            self._input.push_stop(lambda line: not line.strip('\r\n'))
            yield from self._parsegen(depth + 1)
            self._pop_message()
            self._input.pop_stop()
            # The empty line, and a look behind it.
            while True:
                line = self._input.readline()
                if line is not _NEED_MORE:
                    break
                yield line
            while True:
                line = self._input.readline()
                if line is not _NEED_MORE:
                    break
                yield line
            if not line:
                break
            self._input.unreadline(line)

    def _multipart(self, depth):
        boundary = self._current.get_boundary()
        if boundary is None:
            defect = errors.NoBoundaryInMultipartDefect()
            self.policy.handle_defect(self._current, defect)
            yield from self._take_rest()
            return
        encoding = str(self._current.get('content-transfer-encoding', '8bit')).lower()
        if encoding not in ('7bit', '8bit', 'binary'):
            defect = errors.InvalidMultipartContentTransferEncodingDefect()
            self.policy.handle_defect(self._current, defect)
        pattern = re.compile('(?P<sep>--' + re.escape(boundary)
                             + r')(?P<end>--)?(?P<ws>[ \t]*)(?P<linesep>\r\n|\r|\n)?$')
        before = []
        in_preamble = True
        linesep = False
        closed = False
        while True:
            line = self._input.readline()
            if line is _NEED_MORE:
                yield line
                continue
            if not line:
                break
            match = pattern.match(line)
            if not match:
                assert in_preamble
                before.append(line)
                continue
            if match['end']:
                closed = True
                linesep = match['linesep']
                break
            if in_preamble:
                if before:
                    # The line end before a boundary belongs to the boundary.
                    before[-1] = _without_end(before[-1])
                    self._current.preamble = ''.join(before)
                in_preamble = False
                self._input.unreadline(line)
                continue
            # Several boundaries in a row are one.
            while True:
                line = self._input.readline()
                if line is _NEED_MORE:
                    yield line
                    continue
                if not pattern.match(line):
                    if line:
                        self._input.unreadline(line)
                    break
            self._input.push_stop(pattern.match)
            yield from self._parsegen(depth + 1)
            self._finish_part()
            self._input.pop_stop()
            self._pop_message()
            self._last = self._current
        yield from self._after_parts(before, in_preamble, closed, linesep)

    def _finish_part(self):
        """Take the line end before the boundary from what was read last."""
        last = self._last
        if last.get_content_maintype() == 'multipart':
            epilogue = last.epilogue
            if epilogue == '':
                last.epilogue = None
            elif epilogue is not None:
                last.epilogue = _without_end(epilogue)
        else:
            payload = last._payload
            if isinstance(payload, str):
                last._payload = _without_end(payload)

    def _after_parts(self, before, in_preamble, closed, linesep):
        if in_preamble and not closed:
            self.policy.handle_defect(self._current, errors.StartBoundaryNotFoundDefect())
            self._current.set_payload(''.join(before))
            lines = []
            while True:
                line = self._input.readline()
                if line is _NEED_MORE:
                    yield line
                    continue
                if not line:
                    break
                lines.append(line)
            self._current.epilogue = ''.join(lines)
            return
        if in_preamble:
            # Nothing but the closing boundary.
            self.policy.handle_defect(self._current, errors.StartBoundaryNotFoundDefect())
            self._current.set_payload(''.join(before))
        if not closed:
            self.policy.handle_defect(self._current, errors.CloseBoundaryNotFoundDefect())
            return
        epilogue = [''] if linesep else []
        while True:
            line = self._input.readline()
            if line is _NEED_MORE:
                yield line
                continue
            if not line:
                break
            epilogue.append(line)
        if epilogue:
            first = epilogue[0]
            match = _LINE_END.match(first)
            if match:
                epilogue[0] = first[match.end():]
        self._current.epilogue = ''.join(epilogue)

    def _parse_headers(self, lines):
        name_seen = ''
        collected = []
        for number, line in enumerate(lines):
            if line[0] in ' \t':
                if not name_seen:
                    defect = errors.FirstHeaderLineIsContinuationDefect(line)
                    self.policy.handle_defect(self._current, defect)
                    continue
                collected.append(line)
                continue
            if name_seen:
                self._current.set_raw(*self.policy.header_source_parse(collected))
                name_seen, collected = '', []
            if line.startswith('From '):
                if number == 0:
                    self._current.set_unixfrom(_without_end(line))
                    continue
                if number == len(lines) - 1:
                    # It is the first line of the body.
                    self._input.unreadline(line)
                    return
                defect = errors.MisplacedEnvelopeHeaderDefect(line)
                self._current.defects.append(defect)
                continue
            at = line.find(':')
            if at == 0:
                defect = errors.InvalidHeaderDefect('Missing header name.')
                self._current.defects.append(defect)
                continue
            name_seen = line[:at]
            collected = [line]
        if name_seen:
            self._current.set_raw(*self.policy.header_source_parse(collected))


def _without_end(line):
    """A text without its last line end."""
    if line.endswith('\r\n'):
        return line[:-2]
    return line[:-1] if line.endswith(('\n', '\r')) else line


class BytesFeedParser(FeedParser):
    """Reads a message of bytes."""

    def feed(self, data):
        """Take more bytes."""
        super().feed(data.decode('ascii', 'surrogateescape'))
