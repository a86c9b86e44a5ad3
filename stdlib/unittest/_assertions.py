"""The assertions of test cases."""

import collections
import contextlib
import re
import sys
import types
import warnings

from unittest.util import (
    _common_shorten_repr, _differences, safe_repr, strclass,
)

__unittest = True

DIFF_OMITTED = "\nDiff is %s characters long. Set self.maxDiff to None to see it."


class _RaisesContext:
    """What `assertRaises`, `assertWarns` and their kin do, as a block or as a call."""

    def __init__(self, test_case, expected, expected_regex=None):
        self.test_case = test_case
        self.expected = expected
        self.expected_regex = (re.compile(expected_regex)
                               if isinstance(expected_regex, (str, bytes)) else expected_regex)
        self.obj_name = None
        self.msg = None

    def handle(self, name, args, kwargs):
        """Be a block, or call what is given."""
        try:
            base = self._base_type
            kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
            if not all(isinstance(kind, type) and issubclass(kind, base) for kind in kinds):
                raise TypeError(f"{name}() arg 1 must be {self._base_type_str}")
            if not args:
                self.msg = kwargs.pop("msg", None)
                if kwargs:
                    raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for "
                                    "this function")
                return self
            callable_obj, *args = args
            try:
                self.obj_name = callable_obj.__name__
            except AttributeError:
                self.obj_name = str(callable_obj)
            with self:
                callable_obj(*args, **kwargs)
        finally:
            # Break the cycle with the caller's frame.
            self = None

    def _fail(self, standard):
        message = self.test_case._formatMessage(self.msg, standard)
        raise self.test_case.failureException(message)

    def _expected_name(self):
        try:
            return self.expected.__name__
        except AttributeError:
            return str(self.expected)


class _AssertRaisesContext(_RaisesContext):
    _base_type = BaseException
    _base_type_str = "an exception type or tuple of exception types"

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            name = self._expected_name()
            if self.obj_name:
                self._fail(f"{name} not raised by {self.obj_name}")
            else:
                self._fail(f"{name} not raised")
        else:
            from traceback import clear_frames
            clear_frames(tb)
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.expected_regex is None:
            return True
        if not self.expected_regex.search(str(exc_value)):
            self._fail(f'"{self.expected_regex.pattern}" does not match "{exc_value}"')
        return True

    __class_getitem__ = classmethod(types.GenericAlias)


class _AssertWarnsContext(_RaisesContext):
    _base_type = Warning
    _base_type_str = "a warning type or tuple of warning types"

    def __enter__(self):
        # A module that has warned already would not warn again.
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self.warnings_manager = warnings.catch_warnings(record=True)
        self.warnings = self.warnings_manager.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        name = self._expected_name()
        first = None
        for entry in self.warnings:
            warning = entry.message
            if not isinstance(warning, self.expected):
                continue
            if first is None:
                first = warning
            if (self.expected_regex is not None
                    and not self.expected_regex.search(str(warning))):
                continue
            self.warning = warning
            self.filename = entry.filename
            self.lineno = entry.lineno
            return
        if first is not None:
            self._fail(f'"{self.expected_regex.pattern}" does not match "{first}"')
        if self.obj_name:
            self._fail(f"{name} not triggered by {self.obj_name}")
        else:
            self._fail(f"{name} not triggered")


class _AssertNotWarnsContext(_AssertWarnsContext):
    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        for entry in self.warnings:
            if isinstance(entry.message, self.expected):
                self.warning = entry.message
                self.filename = entry.filename
                self.lineno = entry.lineno
                name = self._expected_name()
                if self.obj_name:
                    self._fail(f"{name} triggered by {self.obj_name}")
                else:
                    self._fail(f"{name} triggered")


_LoggingWatcher = collections.namedtuple("_LoggingWatcher", ["records", "output"])


class _AssertLogsContext:
    """Collects what is logged in a block."""

    LOGGING_FORMAT = "%(levelname)s:%(name)s:%(message)s"

    def __init__(self, test_case, logger_name, level, no_logs):
        import logging
        self.test_case = test_case
        self.logger_name = logger_name
        self.level = logging._nameToLevel.get(level, level) if level else logging.INFO
        self.msg = None
        self.no_logs = no_logs

    def __enter__(self):
        import logging

        class Capturing(logging.Handler):
            def __init__(self):
                super().__init__()
                self.watcher = _LoggingWatcher([], [])

            def flush(self):
                pass

            def emit(self, record):
                self.watcher.records.append(record)
                self.watcher.output.append(self.format(record))

        if isinstance(self.logger_name, logging.Logger):
            self.logger = logger = self.logger_name
        else:
            self.logger = logger = logging.getLogger(self.logger_name)
        handler = Capturing()
        handler.setLevel(self.level)
        handler.setFormatter(logging.Formatter(self.LOGGING_FORMAT))
        self.watcher = handler.watcher
        self.old = (logger.handlers[:], logger.level, logger.propagate)
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return None if self.no_logs else handler.watcher

    def __exit__(self, exc_type, exc_value, tb):
        import logging
        self.logger.handlers, level, self.logger.propagate = self.old
        self.logger.setLevel(level)
        if exc_type is not None:
            return False
        if self.no_logs:
            if self.watcher.records:
                self._fail(f"Unexpected logs found: {self.watcher.output!r}")
        elif not self.watcher.records:
            self._fail(f"no logs of level {logging.getLevelName(self.level)} or higher "
                       f"triggered on {self.logger.name}")

    def _fail(self, standard):
        message = self.test_case._formatMessage(self.msg, standard)
        raise self.test_case.failureException(message)


class _OrderedChainMap(collections.ChainMap):
    def __iter__(self):
        seen = set()
        for mapping in self.maps:
            for key in mapping:
                if key not in seen:
                    seen.add(key)
                    yield key


class Assertions:
    """The assertions: a failed one raises `failureException`."""

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return f"{standardMsg} : {msg}"
        except UnicodeDecodeError:
            return f"{safe_repr(standardMsg)} : {safe_repr(msg)}"

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + (DIFF_OMITTED % len(diff))

    def fail(self, msg=None):
        """Fail."""
        raise self.failureException(msg)

    def _unless(self, holds, msg, standard):
        if not holds:
            raise self.failureException(self._formatMessage(msg, standard))

    # ---- truth, identity, order -----------------------------------------------------------------

    def assertTrue(self, expr, msg=None):
        """Something is true."""
        if not expr:
            raise self.failureException(
                self._formatMessage(msg, f"{safe_repr(expr)} is not true"))

    def assertFalse(self, expr, msg=None):
        """Something is false."""
        if expr:
            raise self.failureException(
                self._formatMessage(msg, f"{safe_repr(expr)} is not false"))

    def assertIs(self, expr1, expr2, msg=None):
        """Two things are the same object."""
        if expr1 is not expr2:
            self.fail(self._formatMessage(
                msg, f"{safe_repr(expr1)} is not {safe_repr(expr2)}"))

    def assertIsNot(self, expr1, expr2, msg=None):
        """Two things are not the same object."""
        if expr1 is expr2:
            self.fail(self._formatMessage(msg, f"unexpectedly identical: {safe_repr(expr1)}"))

    def assertIsNone(self, obj, msg=None):
        """Something is None."""
        if obj is not None:
            self.fail(self._formatMessage(msg, f"{safe_repr(obj)} is not None"))

    def assertIsNotNone(self, obj, msg=None):
        """Something is not None."""
        if obj is None:
            self.fail(self._formatMessage(msg, "unexpectedly None"))

    def assertIsInstance(self, obj, cls, msg=None):
        """Something is an instance of a class."""
        if not isinstance(obj, cls):
            self.fail(self._formatMessage(msg, f"{safe_repr(obj)} is not an instance of {cls!r}"))

    def assertNotIsInstance(self, obj, cls, msg=None):
        """Something is not an instance of a class."""
        if isinstance(obj, cls):
            self.fail(self._formatMessage(msg, f"{safe_repr(obj)} is an instance of {cls!r}"))

    def assertIn(self, member, container, msg=None):
        """Something is in a container."""
        if member not in container:
            self.fail(self._formatMessage(
                msg, f"{safe_repr(member)} not found in {safe_repr(container)}"))

    def assertNotIn(self, member, container, msg=None):
        """Something is not in a container."""
        if member in container:
            self.fail(self._formatMessage(
                msg, f"{safe_repr(member)} unexpectedly found in {safe_repr(container)}"))

    def assertLess(self, a, b, msg=None):
        """a < b"""
        if not a < b:
            self.fail(self._formatMessage(msg, f"{safe_repr(a)} not less than {safe_repr(b)}"))

    def assertLessEqual(self, a, b, msg=None):
        """a <= b"""
        if not a <= b:
            self.fail(self._formatMessage(
                msg, f"{safe_repr(a)} not less than or equal to {safe_repr(b)}"))

    def assertGreater(self, a, b, msg=None):
        """a > b"""
        if not a > b:
            self.fail(self._formatMessage(
                msg, f"{safe_repr(a)} not greater than {safe_repr(b)}"))

    def assertGreaterEqual(self, a, b, msg=None):
        """a >= b"""
        if not a >= b:
            self.fail(self._formatMessage(
                msg, f"{safe_repr(a)} not greater than or equal to {safe_repr(b)}"))

    # ---- equality -----------------------------------------------------------------------------------

    def _getAssertEqualityFunc(self, first, second):
        if type(first) == type(second):
            function = self._type_equality_funcs.get(type(first))
            if function is not None:
                return getattr(self, function) if isinstance(function, str) else function
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            standard = "%s != %s" % _common_shorten_repr(first, second)
            raise self.failureException(self._formatMessage(msg, standard))

    def assertEqual(self, first, second, msg=None):
        """Two things are equal."""
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        """Two things are not equal."""
        if not first != second:
            raise self.failureException(self._formatMessage(
                msg, f"{safe_repr(first)} == {safe_repr(second)}"))

    def _near(self, first, second, places, delta):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        distance = abs(first - second)
        if delta is not None:
            return distance <= delta, f"{safe_repr(delta)} delta", distance
        places = 7 if places is None else places
        return round(distance, places) == 0, f"{places!r} places", distance

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Two numbers differ by little."""
        if first == second:
            return
        near, words, distance = self._near(first, second, places, delta)
        if not near:
            standard = (f"{safe_repr(first)} != {safe_repr(second)} within {words} "
                        f"({safe_repr(distance)} difference)")
            raise self.failureException(self._formatMessage(msg, standard))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Two numbers differ by much."""
        near, words, distance = self._near(first, second, places, delta)
        if first != second and not near:
            return
        standard = f"{safe_repr(first)} == {safe_repr(second)} within {words}"
        if delta is not None:
            standard += f" ({safe_repr(distance)} difference)"
        raise self.failureException(self._formatMessage(msg, standard))

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        """Two sequences are equal."""
        if seq_type is not None:
            name = seq_type.__name__
            for word, seq in (("First", seq1), ("Second", seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException(f"{word} sequence is not a {name}: "
                                                f"{safe_repr(seq)}")
        else:
            name = "sequence"
        standard = None
        lengths = []
        for word, seq in (("First", seq1), ("Second", seq2)):
            try:
                lengths.append(len(seq))
            except (TypeError, NotImplementedError):
                standard = f"{word} {name} has no length.    Non-sequence?"
                break
        if standard is None:
            if seq1 == seq2:
                return
            standard = self._sequence_difference(name, seq1, seq2, *lengths)
        import difflib
        import pprint
        diff = "\n" + "\n".join(difflib.ndiff(pprint.pformat(seq1).splitlines(),
                                              pprint.pformat(seq2).splitlines()))
        self.fail(self._formatMessage(msg, self._truncateMessage(standard, diff)))

    def _sequence_difference(self, name, seq1, seq2, len1, len2):
        text = "%ss differ: %s != %s\n" % ((name.capitalize(),)
                                           + _common_shorten_repr(seq1, seq2))
        for i in range(min(len1, len2)):
            items = []
            for word, seq in (("first", seq1), ("second", seq2)):
                try:
                    items.append(seq[i])
                except (TypeError, IndexError, NotImplementedError):
                    return text + f"\nUnable to index element {i} of {word} {name}\n"
            if items[0] != items[1]:
                text += ("\nFirst differing element %d:\n%s\n%s\n"
                         % ((i,) + _common_shorten_repr(*items)))
                break
        else:
            if len1 == len2 and type(seq1) != type(seq2):
                return text
        for longer, shorter, seq, word in ((len1, len2, seq1, "First"),
                                           (len2, len1, seq2, "Second")):
            if longer > shorter:
                text += f"\n{word} {name} contains {longer - shorter} additional elements.\n"
                try:
                    text += f"First extra element {shorter}:\n{safe_repr(seq[shorter])}\n"
                except (TypeError, IndexError, NotImplementedError):
                    text += (f"Unable to index element {shorter} of {word.lower()} "
                             f"{name}\n")
        return text

    def assertListEqual(self, list1, list2, msg=None):
        """Two lists are equal."""
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        """Two tuples are equal."""
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        """Two sets are equal."""
        differences = []
        for word, one, other in (("first", set1, set2), ("second", set2, set1)):
            try:
                differences.append(one.difference(other))
            except TypeError as error:
                self.fail(f"invalid type when attempting set difference: {error}")
            except AttributeError as error:
                self.fail(f"{word} argument does not support set difference: {error}")
        if not any(differences):
            return
        lines = []
        for word, items in zip(("first", "second"), differences):
            if items:
                lines.append(f"Items in the {word} set but not the "
                             f"{'second' if word == 'first' else 'first'}:")
                lines.extend(map(repr, items))
        self.fail(self._formatMessage(msg, "\n".join(lines)))

    def assertDictEqual(self, d1, d2, msg=None):
        """Two dicts are equal."""
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            import difflib
            import pprint
            standard = "%s != %s" % _common_shorten_repr(d1, d2)
            diff = "\n" + "\n".join(difflib.ndiff(pprint.pformat(d1).splitlines(),
                                                  pprint.pformat(d2).splitlines()))
            self.fail(self._formatMessage(msg, self._truncateMessage(standard, diff)))

    def assertCountEqual(self, first, second, msg=None):
        """Two iterables have the same elements, in any order."""
        first, second = list(first), list(second)
        differences = _differences(first, second)
        if differences:
            lines = ["Element counts were not equal:"]
            lines += ["First has %d, Second has %d:  %r" % difference
                      for difference in differences]
            standard = self._truncateMessage(lines[0] + "\n", "\n".join(lines[1:]))
            self.fail(self._formatMessage(msg, standard))

    def assertMultiLineEqual(self, first, second, msg=None):
        """Two texts are equal."""
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        one, other = first, second
        if first and second:
            if first[-1] != "\n" and second[-1] != "\n":
                one, other = first + "\n", second + "\n"
            elif second[-1] != "\n":
                other = second + "\n"
            elif first[-1] != "\n":
                one = first + "\n"
        import difflib
        lines1, lines2 = one.splitlines(keepends=True), other.splitlines(keepends=True)
        standard = "%s != %s" % _common_shorten_repr(first, second)
        diff = "\n" + "".join(difflib.ndiff(lines1, lines2))
        self.fail(self._formatMessage(msg, self._truncateMessage(standard, diff)))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        """Deprecated: a dict has the items of another."""
        warnings.warn("assertDictContainsSubset is deprecated", DeprecationWarning)
        missing = [key for key in subset if key not in dictionary]
        wrong = [f"{safe_repr(key)}, expected: {safe_repr(value)}, actual: "
                 f"{safe_repr(dictionary[key])}"
                 for key, value in subset.items() if key in dictionary
                 and value != dictionary[key]]
        if missing or wrong:
            standard = ""
            if missing:
                standard = f"Missing: {','.join(map(safe_repr, missing))}"
            if wrong:
                standard += ("; " if standard else "") + f"Mismatched values: {','.join(wrong)}"
            self.fail(self._formatMessage(msg, standard))

    # ---- texts ------------------------------------------------------------------------------------------

    def assertRegex(self, text, expected_regex, msg=None):
        """A regular expression is found in a text."""
        if isinstance(expected_regex, (str, bytes)):
            assert expected_regex, "expected_regex must not be empty."
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            standard = f"Regex didn't match: {expected_regex.pattern!r} not found in {text!r}"
            raise self.failureException(self._formatMessage(msg, standard))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        """A regular expression is not found in a text."""
        if isinstance(unexpected_regex, (str, bytes)):
            unexpected_regex = re.compile(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            standard = (f"Regex matched: {text[match.start():match.end()]!r} matches "
                        f"{unexpected_regex.pattern!r} in {text!r}")
            raise self.failureException(self._formatMessage(msg, standard))

    # ---- exceptions, warnings, logs --------------------------------------------------------------------------

    def assertRaises(self, expected_exception, *args, **kwargs):
        """A call, or the block, raises an exception."""
        context = _AssertRaisesContext(self, expected_exception)
        try:
            return context.handle("assertRaises", args, kwargs)
        finally:
            context = None

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        """Like `assertRaises`, and the message matches."""
        context = _AssertRaisesContext(self, expected_exception, expected_regex)
        return context.handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        """A call, or the block, issues a warning."""
        return _AssertWarnsContext(self, expected_warning).handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        """Like `assertWarns`, and the message matches."""
        context = _AssertWarnsContext(self, expected_warning, expected_regex)
        return context.handle("assertWarnsRegex", args, kwargs)

    def _assertNotWarns(self, expected_warning, *args, **kwargs):
        context = _AssertNotWarnsContext(self, expected_warning)
        return context.handle("_assertNotWarns", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        """The block logs something."""
        return _AssertLogsContext(self, logger, level, no_logs=False)

    def assertNoLogs(self, logger=None, level=None):
        """The block logs nothing."""
        return _AssertLogsContext(self, logger, level, no_logs=True)
