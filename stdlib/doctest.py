"""Running the examples in documentation, and comparing what they print."""

import difflib
import inspect
import io
import linecache
import os
import re
import sys
import traceback
import unittest
from collections import namedtuple

__all__ = ["register_optionflag", "DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE",
           "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP", "IGNORE_EXCEPTION_DETAIL",
           "COMPARISON_FLAGS", "REPORT_UDIFF", "REPORT_CDIFF", "REPORT_NDIFF",
           "REPORT_ONLY_FIRST_FAILURE", "REPORTING_FLAGS", "FAIL_FAST", "Example", "DocTest",
           "DocTestParser", "DocTestFinder", "DocTestRunner", "OutputChecker", "DocTestFailure",
           "UnexpectedException", "DebugRunner", "testmod", "testfile",
           "run_docstring_examples", "DocTestSuite", "DocFileSuite", "set_unittest_reportflags",
           "script_from_examples", "testsource", "debug_src", "debug"]

__unittest = True


class TestResults(namedtuple("TestResults", "failed attempted")):
    """How many examples failed and ran; `skipped` is an attribute."""

    def __new__(cls, failed, attempted, *, skipped=0):
        results = super().__new__(cls, failed, attempted)
        results.skipped = skipped
        return results

    def __repr__(self):
        if self.skipped:
            return (f"TestResults(failed={self.failed}, attempted={self.attempted}, "
                    f"skipped={self.skipped})")
        return super().__repr__()


OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """A new option flag."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE
                    | ELLIPSIS | SKIP | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag("REPORT_UDIFF")
REPORT_CDIFF = register_optionflag("REPORT_CDIFF")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")
REPORT_ONLY_FIRST_FAILURE = register_optionflag("REPORT_ONLY_FIRST_FAILURE")
FAIL_FAST = register_optionflag("FAIL_FAST")
REPORTING_FLAGS = (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE
                   | FAIL_FAST)

BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."


def _indent(text, indent=4):
    return re.sub("(?m)^(?!$)", indent * " ", text)


# ---- examples ------------------------------------------------------------------------------------

class Example:
    """A piece of code and what it is to print."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        if not source.endswith("\n"):
            source += "\n"
        if want and not want.endswith("\n"):
            want += "\n"
        if exc_msg is not None and not exc_msg.endswith("\n"):
            exc_msg += "\n"
        self.source = source
        self.want = want
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options
        self.exc_msg = exc_msg

    def _key(self):
        return (self.source, self.want, self.lineno, self.indent, self.exc_msg)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._key() == other._key() and self.options == other.options

    def __hash__(self):
        return hash(self._key())


class DocTest:
    """The examples of one docstring."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), \
            "DocTest no longer accepts str; use DocTestParser instead"
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        words = ("no examples" if count == 0 else
                 "1 example" if count == 1 else f"{count} examples")
        return f"<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({words})>"

    def _key(self):
        return (self.docstring, self.name, self.filename, self.lineno)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return (self.examples == other.examples and self.globs == other.globs
                and self._key() == other._key())

    def __hash__(self):
        return hash(self._key())

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        return ((self.name, self.filename, self.lineno, id(self))
                < (other.name, other.filename, other.lineno, id(other)))


class DocTestParser:
    """Finds the examples in a text."""

    _example = re.compile(
        r"(?P<source>(?:^(?P<indent>[ ]*)>>>.*)(?:\n[ ]*\.\.\..*)*)\n?"
        r"(?P<want>(?:(?![ ]*$)(?![ ]*>>>).+$\n?)*)", re.MULTILINE)
    _exception = re.compile(
        r"^Traceback \((?:most recent call last|innermost last)\):\s*$"
        r"(?P<stack>.*?)^(?P<msg>\w+.*)", re.MULTILINE | re.DOTALL)
    _option = re.compile(r"#\s*doctest:\s*([^\n'\"]*)$", re.MULTILINE)
    _is_blank_or_comment = re.compile(r"^[ ]*(#.*)?$").match

    def parse(self, string, name="<string>"):
        """Texts and examples in turn."""
        string = string.expandtabs()
        indents = [len(line) - len(line.lstrip(" ")) for line in string.split("\n")
                   if line.strip()]
        margin = min(indents, default=0)
        if margin > 0:
            string = "\n".join(line[margin:] for line in string.split("\n"))
        output = []
        at = lineno = 0
        for match in self._example.finditer(string):
            output.append(string[at:match.start()])
            lineno += string.count("\n", at, match.start())
            source, options, want, message = self._parse_example(match, name, lineno)
            if not self._is_blank_or_comment(source):
                output.append(Example(source, want, message, lineno=lineno,
                                      indent=margin + len(match["indent"]), options=options))
            lineno += string.count("\n", match.start(), match.end())
            at = match.end()
        output.append(string[at:])
        return output

    def get_doctest(self, string, globs, name, filename, lineno):
        """The test of a text."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name="<string>"):
        """The examples of a text."""
        return [part for part in self.parse(string, name) if isinstance(part, Example)]

    def _parse_example(self, match, name, lineno):
        indent = len(match["indent"])
        lines = match["source"].split("\n")
        self._check_blanks(lines, indent, name, lineno)
        self._check_prefix(lines[1:], " " * indent + ".", name, lineno)
        source = "\n".join(line[indent + 4:] for line in lines)
        want = match["want"]
        want_lines = want.split("\n")
        if len(want_lines) > 1 and re.match(r" *$", want_lines[-1]):
            del want_lines[-1]
        self._check_prefix(want_lines, " " * indent, name, lineno + len(lines))
        want = "\n".join(line[indent:] for line in want_lines)
        found = self._exception.match(want)
        message = found["msg"] if found else None
        return source, self._find_options(source, name, lineno), want, message

    def _find_options(self, source, name, lineno):
        options = {}
        for match in self._option.finditer(source):
            for option in match.group(1).replace(",", " ").split():
                if option[0] not in "+-" or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f"line {lineno + 1} of the doctest for {name} has an invalid "
                                     f"option: {option!r}")
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == "+"
        if options and self._is_blank_or_comment(source):
            raise ValueError(f"line {lineno} of the doctest for {name} has an option directive on "
                             f"a line with no example: {source!r}")
        return options

    def _check_blanks(self, lines, indent, name, lineno):
        for number, line in enumerate(lines):
            if len(line) >= indent + 4 and line[indent + 3] != " ":
                raise ValueError(f"line {lineno + number + 1} of the docstring for {name} lacks "
                                 f"blank after {line[indent:indent + 3]}: {line!r}")

    def _check_prefix(self, lines, prefix, name, lineno):
        for number, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError(f"line {lineno + number + 1} of the docstring for {name} has "
                                 f"inconsistent leading whitespace: {line!r}")


class DocTestFinder:
    """Finds the tests of an object and of what it holds."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser = parser
        self._verbose = verbose
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """The tests, sorted."""
        if name is None:
            name = getattr(obj, "__name__", None)
            if name is None:
                raise ValueError("DocTestFinder.find: name must be given when obj.__name__ "
                                 f"doesn't exist: {type(obj)!r}")
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        try:
            file = inspect.getsourcefile(obj)
        except (TypeError, OSError):
            lines = None
        else:
            lines = (linecache.getlines(file, module.__dict__) if module is not None
                     else linecache.getlines(file)) if file else None
            lines = lines or None
        if globs is None:
            globs = {} if module is None else module.__dict__.copy()
        else:
            globs = globs.copy()
        globs.update(extraglobs or {})
        globs.setdefault("__name__", "__main__")
        tests = []
        self._find(tests, obj, name, module, lines, globs, {})
        tests.sort()
        return tests

    def _from_module(self, module, object):
        if module is None:
            return True
        if inspect.getmodule(object) is not None:
            return module is inspect.getmodule(object)
        if inspect.isfunction(object):
            return module.__dict__ is object.__globals__
        if inspect.ismethoddescriptor(object) or inspect.ismethodwrapper(object):
            owner = getattr(object, "__objclass__", None)
            name = owner.__module__ if owner is not None else getattr(object, "__module__", None)
            return name is None or module.__name__ == name
        if inspect.isclass(object):
            return module.__name__ == object.__module__
        if hasattr(object, "__module__"):
            return module.__name__ == object.__module__
        if isinstance(object, property):
            return True
        raise ValueError("object must be a class or function")

    def _is_routine(self, obj):
        try:
            obj = inspect.unwrap(obj)
        except Exception:
            # It only looks as if it wrapped something.
            pass
        return inspect.isroutine(obj)

    def _find(self, tests, obj, name, module, lines, globs, seen):
        if self._verbose:
            print(f"Finding tests in {name}")
        if id(obj) in seen:
            return
        seen[id(obj)] = 1
        test = self._get_test(obj, name, module, globs, lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            for key, value in obj.__dict__.items():
                if ((self._is_routine(value) or inspect.isclass(value))
                        and self._from_module(module, value)):
                    self._find(tests, value, f"{name}.{key}", module, lines, globs, seen)
            extra = getattr(obj, "__test__", {})
            for key, value in extra.items():
                if not isinstance(key, str):
                    raise ValueError("DocTestFinder.find: __test__ keys must be strings: "
                                     f"{type(key)!r}")
                if not (self._is_routine(value) or inspect.isclass(value)
                        or inspect.ismodule(value) or isinstance(value, str)):
                    raise ValueError("DocTestFinder.find: __test__ values must be strings, "
                                     f"functions, methods, classes, or modules: {type(value)!r}")
                self._find(tests, value, f"{name}.__test__.{key}", module, lines, globs, seen)
        if inspect.isclass(obj):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if ((self._is_routine(value) or inspect.isclass(value)
                     or isinstance(value, property)) and self._from_module(module, value)):
                    self._find(tests, value, f"{name}.{key}", module, lines, globs, seen)

    def _get_test(self, obj, name, module, globs, lines):
        if isinstance(obj, str):
            doc = obj
        else:
            doc = getattr(obj, "__doc__", None)
            doc = "" if doc is None else str(doc)
        lineno = self._find_lineno(obj, lines)
        if self._exclude_empty and not doc:
            return None
        filename = None
        if module is not None:
            filename = getattr(module, "__file__", None) or module.__name__
        return self._parser.get_doctest(doc, globs, name, filename, lineno)

    def _find_lineno(self, obj, lines):
        """The line, from 0, before the docstring's."""
        doc = getattr(obj, "__doc__", None)
        lineno = None
        if inspect.ismodule(obj) and doc is not None:
            lineno = 0
        if inspect.isclass(obj) and doc is not None:
            if lines is None:
                return None
            pattern = re.compile(rf"^\s*class\s*{re.escape(getattr(obj, '__name__', '-'))}\b")
            for number, line in enumerate(lines):
                if pattern.match(line):
                    lineno = number
                    break
        if isinstance(obj, property):
            obj = obj.fget
        if inspect.ismethod(obj):
            obj = obj.__func__
        if inspect.isroutine(obj) and getattr(obj, "__doc__", None):
            try:
                obj = inspect.unwrap(obj)
                lineno = obj.__code__.co_firstlineno - 1
            except AttributeError:
                pass
        if lineno is not None:
            if lines is None:
                return lineno + 1
            pattern = re.compile(r"(^|.*:)\s*\w*(\"|')")
            for number in range(lineno, len(lines)):
                if pattern.match(lines[number]):
                    return number
        return None


# ---- running -------------------------------------------------------------------------------------------

class _SpoofOut(io.StringIO):
    def getvalue(self):
        text = io.StringIO.getvalue(self)
        if text and not text.endswith("\n"):
            text += "\n"
        return text

    def truncate(self, size=None):
        self.seek(size)
        io.StringIO.truncate(self)


class DocTestRunner:
    """Runs tests and says which fail."""

    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        if verbose is None:
            verbose = "-v" in sys.argv
        self._verbose = verbose
        self.optionflags = optionflags
        self.original_optionflags = optionflags
        self.tries = 0
        self.failures = 0
        self.skips = 0
        self._stats = {}
        self._fakeout = _SpoofOut()

    def report_start(self, out, test, example):
        """An example begins."""
        if self._verbose:
            if example.want:
                out(f"Trying:\n{_indent(example.source)}Expecting:\n{_indent(example.want)}")
            else:
                out(f"Trying:\n{_indent(example.source)}Expecting nothing\n")

    def report_success(self, out, test, example, got):
        """An example printed what it should."""
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        """An example printed something else."""
        out(self._failure_header(test, example)
            + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        """An example raised an exception."""
        text = "".join(traceback.format_exception(*exc_info))
        out(self._failure_header(test, example) + "Exception raised:\n" + _indent(text))

    def _failure_header(self, test, example):
        lines = [self.DIVIDER]
        if test.filename:
            number = "?" if test.lineno is None else test.lineno + example.lineno + 1
            lines.append(f'File "{test.filename}", line {number}, in {test.name}')
        else:
            lines.append(f"Line {example.lineno + 1}, in {test.name}")
        lines.append("Failed example:")
        lines.append(_indent(example.source))
        return "\n".join(lines)

    def _run(self, test, out):
        failures = tries = skips = 0
        original = self.optionflags
        check = self._checker.check_output
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = original
            for flag, value in example.options.items():
                if value:
                    self.optionflags |= flag
                else:
                    self.optionflags &= ~flag
            tries += 1
            if self.optionflags & SKIP:
                skips += 1
                continue
            if not quiet:
                self.report_start(out, test, example)
            filename = f"<doctest {test.name}[{number}]>"
            try:
                exec(compile(example.source, filename, "single"), test.globs)
                self.debugger = None
                raised = None
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                raised = (type(error), error,
                          error.__traceback__ and error.__traceback__.tb_next)
            got = self._fakeout.getvalue()
            self._fakeout.truncate(0)
            if raised is None:
                outcome = "ok" if check(example.want, got, self.optionflags) else "bad"
            else:
                message = self._message_of(raised)
                if not quiet:
                    got += "".join(traceback.format_exception(*raised))
                if example.exc_msg is None:
                    outcome = "boom"
                elif check(example.exc_msg, message, self.optionflags):
                    outcome = "ok"
                elif (self.optionflags & IGNORE_EXCEPTION_DETAIL
                      and check(_without_details(example.exc_msg), _without_details(message),
                                self.optionflags)):
                    outcome = "ok"
                else:
                    outcome = "bad"
            if outcome == "ok":
                if not quiet:
                    self.report_success(out, test, example, got)
                continue
            if not quiet:
                if outcome == "bad":
                    self.report_failure(out, test, example, got)
                else:
                    self.report_unexpected_exception(out, test, example, raised)
            failures += 1
            if self.optionflags & FAIL_FAST:
                break
        self.optionflags = original
        self._record(test.name, failures, tries, skips)
        return TestResults(failures, tries, skipped=skips)

    def _message_of(self, raised):
        lines = traceback.format_exception_only(*raised[:2])
        if issubclass(raised[0], SyntaxError):
            # The place is no part of the message.
            for at, line in enumerate(lines):
                if line.startswith((f"{raised[0].__qualname__}:",
                                    f"{raised[0].__module__}.{raised[0].__qualname__}:")):
                    return "".join(lines[at:])
        return "".join(lines)

    def _record(self, name, failures, tries, skips):
        f, t, s = self._stats.get(name, (0, 0, 0))
        self._stats[name] = (f + failures, t + tries, s + skips)
        self.failures += failures
        self.tries += tries
        self.skips += skips

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run the examples of a test."""
        self.test = test
        stdout = sys.stdout
        if out is None:
            def out(text):
                stdout.write(text)
        sys.stdout = self._fakeout
        # Examples show their own source lines in tracebacks.
        original_getlines = linecache.getlines
        pattern = re.compile(r"<doctest (?P<name>.+)\[(?P<number>\d+)\]>$")

        def getlines(filename, module_globals=None):
            match = pattern.match(filename)
            if match and match["name"] == test.name:
                return test.examples[int(match["number"])].source.splitlines(keepends=True)
            return original_getlines(filename, module_globals)

        linecache.getlines = getlines
        displayhook = sys.displayhook
        sys.displayhook = sys.__displayhook__
        try:
            return self._run(test, out)
        finally:
            sys.stdout = stdout
            linecache.getlines = original_getlines
            sys.displayhook = displayhook
            if clear_globs:
                test.globs.clear()
                import builtins
                builtins._ = None

    def summarize(self, verbose=None):
        """Print how many tests passed and failed."""
        if verbose is None:
            verbose = self._verbose
        without, passed, failed = [], [], []
        total_tries = total_failures = total_skips = 0
        for name, (failures, tries, skips) in sorted(self._stats.items()):
            assert failures <= tries
            total_tries += tries
            total_failures += failures
            total_skips += skips
            if tries == 0:
                without.append(name)
            elif failures == 0:
                passed.append((name, tries))
            else:
                failed.append((name, (failures, tries, skips)))

        def count(number, noun):
            return f"{number} {noun}{'' if number == 1 else 's'}"

        if verbose:
            if without:
                print(f"{count(len(without), 'item')} had no tests:")
                for name in sorted(without):
                    print(f"    {name}")
            if passed:
                print(f"{count(len(passed), 'item')} passed all tests:")
                for name, number in sorted(passed):
                    print(f" {number:>3d} {'test' if number == 1 else 'tests'} in {name}")
        if failed:
            print(self.DIVIDER)
            print(f"{count(len(failed), 'item')} had failures:")
            for name, (failures, tries, skips) in sorted(failed):
                print(f" {failures:>3d} of {tries:>3d} in {name}")
        if verbose:
            print(f"{count(total_tries, 'test')} in {count(len(self._stats), 'item')}.")
            good = total_tries - total_failures
            text = f"{good} passed"
            if total_failures:
                text += f" and {total_failures} failed"
            print(text + ".")
        if total_failures:
            text = f"***Test Failed*** {count(total_failures, 'failure')}"
            if total_skips:
                text += f" and {count(total_skips, 'skipped test')}"
            print(text + ".")
        elif verbose:
            print("Test passed.")
        return TestResults(total_failures, total_tries, skipped=total_skips)

    def merge(self, other):
        """Add the counts of another runner."""
        for name, (failures, tries, skips) in other._stats.items():
            self._record(name, failures, tries, skips)


def _without_details(message):
    """Only the bare name of the exception."""
    start, end = 0, len(message)
    line_end = message.find("\n")
    if line_end >= 0:
        end = line_end
    colon = message.find(":", 0, end)
    if colon >= 0:
        end = colon
    dot = message.rfind(".", 0, end)
    if dot >= 0:
        start = dot + 1
    return message[start:end]


class OutputChecker:
    """Compares what is expected with what was printed."""

    def check_output(self, want, got, optionflags):
        """Whether they agree."""
        want = self._to_ascii(want)
        got = self._to_ascii(got)
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1:
            if (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
                return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf"(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$", "", want)
            got = re.sub(r"(?m)^[^\S\n]+$", "", got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got = " ".join(got.split())
            want = " ".join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS and _ellipsis_match(want, got))

    def _to_ascii(self, text):
        return str(text.encode("ASCII", "backslashreplace"), "ASCII")

    def output_difference(self, example, got, optionflags):
        """The words about a failure."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub("(?m)^[ ]*(?=\n)", BLANKLINE_MARKER, got)
        if self._wants_diff(want, got, optionflags):
            want_lines = want.splitlines(keepends=True)
            got_lines = got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                diff = list(difflib.unified_diff(want_lines, got_lines, n=2))[2:]
                kind = "unified diff with -expected +actual"
            elif optionflags & REPORT_CDIFF:
                diff = list(difflib.context_diff(want_lines, got_lines, n=2))[2:]
                kind = "context diff with expected followed by actual"
            else:
                engine = difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK)
                diff = list(engine.compare(want_lines, got_lines))
                kind = "ndiff with -expected +actual"
            return f"Differences ({kind}):\n" + _indent("".join(diff))
        if want and got:
            return f"Expected:\n{_indent(want)}Got:\n{_indent(got)}"
        if want:
            return f"Expected:\n{_indent(want)}Got nothing\n"
        if got:
            return f"Expected nothing\nGot:\n{_indent(got)}"
        return "Expected nothing\nGot nothing\n"

    def _wants_diff(self, want, got, optionflags):
        if not optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return False
        if optionflags & REPORT_NDIFF:
            return True
        return want.count("\n") > 2 and got.count("\n") > 2


def _ellipsis_match(want, got):
    """Whether `...` in the one can stand for the rest of the other."""
    if ELLIPSIS_MARKER not in want:
        return want == got
    parts = want.split(ELLIPSIS_MARKER)
    start, end = 0, len(got)
    first, last = parts[0], parts[-1]
    if first:
        if not got.startswith(first):
            return False
        start = len(first)
        del parts[0]
    if last:
        if not got.endswith(last):
            return False
        end -= len(last)
        del parts[-1]
    if start > end:
        return False
    for part in parts:
        start = got.find(part, start, end)
        if start < 0:
            return False
        start += len(part)
    return True


class DocTestFailure(Exception):
    """An example printed something else (raised by DebugRunner)."""

    def __init__(self, test, example, got):
        self.test = test
        self.example = example
        self.got = got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """An example raised an exception (raised by DebugRunner)."""

    def __init__(self, test, example, exc_info):
        self.test = test
        self.example = example
        self.exc_info = exc_info

    def __str__(self):
        return str(self.test)


class DebugRunner(DocTestRunner):
    """Raises at the first failure."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = DocTestRunner.run(self, test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


# ---- what programs call ------------------------------------------------------------------------------------

master = None


def _sum_up(runner, report):
    global master
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries, skipped=runner.skips)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0,
            extraglobs=None, raise_on_error=False, exclude_empty=False):
    """Run the examples of a module, `__main__` by default."""
    if m is None:
        m = sys.modules.get("__main__")
    if not inspect.ismodule(m):
        raise TypeError(f"testmod: module required; {m!r}")
    if name is None:
        name = m.__name__
    finder = DocTestFinder(exclude_empty=exclude_empty)
    kind = DebugRunner if raise_on_error else DocTestRunner
    runner = kind(verbose=verbose, optionflags=optionflags)
    for test in finder.find(m, name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    return _sum_up(runner, report)


def _load_testfile(filename, package, module_relative, encoding):
    if module_relative:
        frame = sys._getframe(2)
        if package is None:
            base = os.path.dirname(os.path.abspath(frame.f_globals.get("__file__", "x")))
        else:
            if isinstance(package, str):
                package = __import__(package, globals(), locals(), ["*"])
            base = os.path.dirname(package.__file__)
        filename = os.path.join(base, *filename.split("/"))
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None,
             report=True, optionflags=0, extraglobs=None, raise_on_error=False,
             parser=DocTestParser(), encoding=None):
    """Run the examples of a file."""
    if package and not module_relative:
        raise ValueError("Package may only be specified for module-relative paths.")
    text, filename = _load_testfile(filename, package, module_relative, encoding or "utf-8")
    if name is None:
        name = os.path.basename(filename)
    globs = {} if globs is None else globs.copy()
    globs.update(extraglobs or {})
    globs.setdefault("__name__", "__main__")
    kind = DebugRunner if raise_on_error else DocTestRunner
    runner = kind(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name, filename, 0))
    return _sum_up(runner, report)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None,
                           optionflags=0):
    """Run the examples of one object."""
    finder = DocTestFinder(verbose=verbose, recurse=False)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in finder.find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    """Set how failures in unit tests are reported; the old flags."""
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError("Only reporting flags allowed", flags)
    old, _unittest_reportflags = _unittest_reportflags, flags
    return old


class DocTestCase(unittest.TestCase):
    """A test as a unit test."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        unittest.TestCase.__init__(self)
        self._dt_optionflags = optionflags
        self._dt_checker = checker
        self._dt_test = test
        self._dt_setUp = setUp
        self._dt_tearDown = tearDown

    def setUp(self):
        self._dt_globs = self._dt_test.globs.copy()
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()
        self._dt_test.globs.update(self._dt_globs)

    def runTest(self):
        """Run the examples."""
        test = self._dt_test
        flags = self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _unittest_reportflags
        new = io.StringIO()
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
        runner.DIVIDER = "-" * 70
        results = runner.run(test, out=new.write, clear_globs=False)
        if results.skipped == len(test.examples) and test.examples:
            raise unittest.SkipTest("all examples were skipped")
        if results.failed:
            raise self.failureException(self.format_failure(new.getvalue()))

    def format_failure(self, err):
        """The message of a failure."""
        test = self._dt_test
        number = "unknown line number" if test.lineno is None else f"{test.lineno}"
        short = test.name.split(".")[-1]
        return (f"Failed doctest test for {test.name}\n"
                f'  File "{test.filename}", line {number}, in {short}\n\n{err}')

    def debug(self):
        self.setUp()
        runner = DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker,
                             verbose=False)
        runner.run(self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return (self._dt_test == other._dt_test
                and self._dt_optionflags == other._dt_optionflags)

    def __hash__(self):
        return hash((self._dt_optionflags, self._dt_checker))

    def __repr__(self):
        parts = self._dt_test.name.split(".")
        return f"{parts[-1]} ({'.'.join(parts[:-1])})"

    __str__ = object.__str__

    def shortDescription(self):
        return "Doctest: " + self._dt_test.name


DocTestCase.__str__ = DocTestCase.__repr__


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """The examples of a module as a unit test suite."""
    finder = test_finder or DocTestFinder()
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals["__name__"]]
    elif isinstance(module, str):
        module = __import__(module, globals(), locals(), ["*"])
    suite = unittest.TestSuite()
    for test in finder.find(module, globs=globs, extraglobs=extraglobs):
        if not test.examples:
            continue
        if not test.filename:
            test.filename = module.__file__
        suite.addTest(DocTestCase(test, **options))
    return suite


class DocFileCase(DocTestCase):
    """The examples of a file as a unit test."""

    def id(self):
        return "_".join(self._dt_test.name.split("."))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        return (f"Failed doctest test for {self._dt_test.name}\n"
                f'  File "{self._dt_test.filename}", line 0\n\n{err}')


DocFileCase.__str__ = DocFileCase.__repr__


def DocFileSuite(*paths, module_relative=True, package=None, globs=None,
                 parser=DocTestParser(), encoding=None, **options):
    """The examples of files as a unit test suite."""
    suite = unittest.TestSuite()
    for path in paths:
        text, filename = _load_testfile(path, package, module_relative, encoding or "utf-8")
        names = {} if globs is None else globs.copy()
        names.setdefault("__file__", filename)
        test = parser.get_doctest(text, names, os.path.basename(filename), filename, 0)
        suite.addTest(DocFileCase(test, **options))
    return suite


# ---- examples as a program ----------------------------------------------------------------------------------

def script_from_examples(s):
    """A text with examples as a program, the rest as comments."""
    output = []
    for part in DocTestParser().parse(s):
        if isinstance(part, Example):
            output.append(part.source[:-1])
            if part.want:
                output.append("# Expected:")
                output += [f"## {line}" for line in part.want.split("\n")[:-1]]
        else:
            output += ["#" if not line else f"# {line}" for line in part.split("\n")[:-1]]
    while output and output[-1] == "#":
        output.pop()
    while output and output[0] == "#":
        output.pop(0)
    return "\n".join(output) + "\n"


def testsource(module, name):
    """The examples of an object as a program."""
    if isinstance(module, str):
        module = __import__(module, globals(), locals(), ["*"])
    for test in DocTestFinder().find(module):
        if test.name == name:
            return script_from_examples(test.docstring)
    raise ValueError(name, "not found in tests")


def debug_src(src, pm=False, globs=None):
    """Not supported: there is no debugger."""
    raise NotImplementedError("doctest.debug_src needs pdb, which biji does not have")


def debug(module, name, pm=False):
    """Not supported: there is no debugger."""
    raise NotImplementedError("doctest.debug needs pdb, which biji does not have")


def _test():
    import argparse
    parser = argparse.ArgumentParser(description="doctest runner")
    parser.add_argument("-v", "--verbose", action="store_true", default=False,
                        help="print very verbose output for all tests")
    parser.add_argument("-o", "--option", action="append", choices=OPTIONFLAGS_BY_NAME.keys(),
                        default=[], help="specify a doctest option flag to apply to the test run; "
                        "may be specified more than once to apply multiple options")
    parser.add_argument("-f", "--fail-fast", action="store_true",
                        help="stop running tests after first failure (this is a shorthand for "
                        "-o FAIL_FAST, and is in addition to any other -o options)")
    parser.add_argument("file", nargs="+", help="file containing the tests to run")
    args = parser.parse_args()
    options = 0
    for option in args.option:
        options |= OPTIONFLAGS_BY_NAME[option]
    if args.fail_fast:
        options |= FAIL_FAST
    for filename in args.file:
        if filename.endswith(".py"):
            folder, filename = os.path.split(filename)
            sys.path.insert(0, folder)
            module = __import__(filename[:-3])
            del sys.path[0]
            failures, _ = testmod(module, verbose=args.verbose, optionflags=options)
        else:
            failures, _ = testfile(filename, module_relative=False, verbose=args.verbose,
                                   optionflags=options)
        if failures:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(_test())
