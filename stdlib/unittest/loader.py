"""Finding tests: in classes, modules, by name, and in folders."""

import functools
import os
import re
import sys
import traceback
import types
from fnmatch import fnmatch, fnmatchcase

from unittest import case, suite, util

__unittest = True

VALID_MODULE_NAME = re.compile(r"[_a-z]\w*\.py$", re.IGNORECASE)


class _FailedTest(case.TestCase):
    """A test that only says why there is no test."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattr__(name)

        def test_failure():
            raise self._exception

        return test_failure


def _failed(name, exception, suite_class, message):
    test = _FailedTest(name, exception)
    return suite_class((test,)), message


def _failed_import(name, suite_class):
    message = f"Failed to import test module: {name}\n{traceback.format_exc()}"
    return _failed(name, ImportError(message), suite_class, message)


def _failed_load_tests(name, exception, suite_class):
    message = f"Failed to call load_tests:\n{traceback.format_exc()}"
    return _failed(name, exception, suite_class, message)


def _skipped(name, exception, suite_class):
    @case.skip(str(exception))
    def test_skipped(self):
        pass

    cls = type("ModuleSkipped", (case.TestCase,), {name: test_skipped})
    return suite_class((cls(name),))


class TestLoader:
    """Makes suites of the tests that it finds."""

    testMethodPrefix = "test"
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        self.errors = []
        self._loading_packages = set()

    def loadTestsFromTestCase(self, testCaseClass):
        """All tests of a class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant "
                            "to derive from TestCase?")
        if testCaseClass in (case.TestCase, case.FunctionTestCase):
            names = []
        else:
            names = self.getTestCaseNames(testCaseClass)
            if not names and hasattr(testCaseClass, "runTest"):
                names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        """All tests of a module."""
        tests = []
        for name in dir(module):
            found = getattr(module, name)
            if (isinstance(found, type) and issubclass(found, case.TestCase)
                    and found not in (case.TestCase, case.FunctionTestCase)):
                tests.append(self.loadTestsFromTestCase(found))
        load_tests = getattr(module, "load_tests", None)
        tests = self.suiteClass(tests)
        if load_tests is not None:
            try:
                return load_tests(self, tests, pattern)
            except Exception as error:
                failed, message = _failed_load_tests(module.__name__, error, self.suiteClass)
                self.errors.append(message)
                return failed
        return tests

    def loadTestsFromName(self, name, module=None):
        """The tests of a dotted name: a module, class, method or function."""
        parts = name.split(".")
        failed = message = None
        if module is None:
            rest = parts[:]
            while rest:
                try:
                    module = __import__(".".join(rest))
                    break
                except ImportError:
                    failed, message = _failed_import(rest.pop(), self.suiteClass)
                    if not rest:
                        self.errors.append(message)
                        return failed
            parts = parts[1:]
        found = module
        parent = None
        for part in parts:
            try:
                parent, found = found, getattr(found, part)
            except AttributeError as error:
                if getattr(found, "__path__", None) is not None and failed is not None:
                    # The module itself could not be imported: say why.
                    self.errors.append(message)
                    return failed
                message = f"Failed to access attribute:\n{traceback.format_exc()}"
                failed, message = _failed(part, error, self.suiteClass, message)
                self.errors.append(message)
                return failed
        if isinstance(found, types.ModuleType):
            return self.loadTestsFromModule(found)
        if (isinstance(found, type) and issubclass(found, case.TestCase)
                and found not in (case.TestCase, case.FunctionTestCase)):
            return self.loadTestsFromTestCase(found)
        if (isinstance(found, types.FunctionType) and isinstance(parent, type)
                and issubclass(parent, case.TestCase)):
            test = parent(parts[-1])
            # A static method is called without the instance.
            if not isinstance(getattr(test, parts[-1]), types.FunctionType):
                return self.suiteClass([test])
        elif isinstance(found, suite.TestSuite):
            return found
        if callable(found):
            test = found()
            if isinstance(test, suite.TestSuite):
                return test
            if isinstance(test, case.TestCase):
                return self.suiteClass([test])
            raise TypeError(f"calling {found} returned {test}, not a test")
        raise TypeError(f"don't know how to make test from: {found}")

    def loadTestsFromNames(self, names, module=None):
        """The tests of several names."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """The names of a class's test methods, sorted."""
        def is_wanted(name):
            if not name.startswith(self.testMethodPrefix):
                return False
            if not callable(getattr(testCaseClass, name)):
                return False
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}"
            return self.testNamePatterns is None or any(
                fnmatchcase(full, pattern) for pattern in self.testNamePatterns)

        names = list(filter(is_wanted, dir(testCaseClass)))
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    # ---- folders -----------------------------------------------------------------------------

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        """The tests of all files of a folder and its packages whose names fit."""
        before = self._top_level_dir
        is_given = top_level_dir is not None
        if top_level_dir is None:
            top_level_dir = before if before is not None else start_dir
        top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            sys.path.insert(0, top_level_dir)
        self._top_level_dir = top_level_dir
        importable = True
        if os.path.isdir(os.path.abspath(start_dir)):
            start_dir = os.path.abspath(start_dir)
            if start_dir != top_level_dir:
                importable = os.path.isfile(os.path.join(start_dir, "__init__.py"))
        else:
            try:
                __import__(start_dir)
            except ImportError:
                importable = False
            else:
                module = sys.modules[start_dir]
                file = getattr(module, "__file__", None)
                if file is None:
                    raise TypeError(f"don't know how to discover from {module!r}")
                start_dir = os.path.abspath(os.path.dirname(file))
                if not is_given:
                    top = start_dir
                    for _ in module.__name__.split("."):
                        top = os.path.dirname(top)
                    self._top_level_dir = top
        if not importable:
            raise ImportError(f"Start directory is not importable: {start_dir!r}")
        tests = list(self._find_tests(start_dir, pattern))
        self._top_level_dir = before
        return self.suiteClass(tests)

    def _name_of(self, path):
        if path == self._top_level_dir:
            return "."
        path = os.path.splitext(os.path.normpath(path))[0]
        return os.path.relpath(path, self._top_level_dir).replace(os.path.sep, ".")

    def _match_path(self, path, full_path, pattern):
        return fnmatch(path, pattern)

    def _find_tests(self, start_dir, pattern):
        name = self._name_of(start_dir)
        if name != "." and name not in self._loading_packages:
            tests, recurse = self._test_of(start_dir, pattern)
            if tests is not None:
                yield tests
            if not recurse:
                return
        for entry in sorted(os.listdir(start_dir)):
            path = os.path.join(start_dir, entry)
            tests, recurse = self._test_of(path, pattern)
            if tests is not None:
                yield tests
            if recurse:
                name = self._name_of(path)
                self._loading_packages.add(name)
                try:
                    yield from self._find_tests(path, pattern)
                finally:
                    self._loading_packages.discard(name)

    def _test_of(self, path, pattern):
        base = os.path.basename(path)
        if os.path.isfile(path):
            if not VALID_MODULE_NAME.match(base) or not self._match_path(base, path, pattern):
                return None, False
            name = self._name_of(path)
            try:
                __import__(name)
                module = sys.modules[name]
            except case.SkipTest as error:
                return _skipped(name, error, self.suiteClass), False
            except:
                failed, message = _failed_import(name, self.suiteClass)
                self.errors.append(message)
                return failed, False
            file = os.path.abspath(getattr(module, "__file__", path))
            found = os.path.splitext(os.path.realpath(file))[0]
            wanted = os.path.splitext(os.path.realpath(path))[0]
            if found.lower() != wanted.lower():
                short = os.path.splitext(base)[0]
                raise ImportError(
                    f"{short!r} module incorrectly imported from {os.path.dirname(found)!r}. "
                    f"Expected {os.path.dirname(path)!r}. Is this module globally installed?")
            return self.loadTestsFromModule(module, pattern=pattern), False
        if not os.path.isdir(path) or not os.path.isfile(os.path.join(path, "__init__.py")):
            return None, False
        name = self._name_of(path)
        try:
            __import__(name)
            package = sys.modules[name]
        except case.SkipTest as error:
            return _skipped(name, error, self.suiteClass), False
        except:
            failed, message = _failed_import(name, self.suiteClass)
            self.errors.append(message)
            return failed, False
        load_tests = getattr(package, "load_tests", None)
        self._loading_packages.add(name)
        try:
            tests = self.loadTestsFromModule(package, pattern=pattern)
            return tests, load_tests is None
        finally:
            self._loading_packages.discard(name)


defaultTestLoader = TestLoader()
