"""Suites: tests that run together, with the set-up of their classes and modules."""

import sys

from unittest import case, util

__unittest = True


class BaseTestSuite:
    """Tests in a row."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return f"<{util.strclass(type(self))} tests={list(self)}>"

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        """How many tests there are, those of inner suites included."""
        count = self._removed_tests
        for test in self:
            if test:
                count += test.countTestCases()
        return count

    def addTest(self, test):
        """Add a test or a suite."""
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them "
                            "to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        """Add several."""
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        """Run all."""
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        return result

    def _removeTestAtIndex(self, index):
        """Forget a test that has run, so that what it keeps alive can die."""
        try:
            test = self._tests[index]
        except TypeError:
            return
        if hasattr(test, "countTestCases"):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run all, exceptions going through."""
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """Tests in a row, with `setUpClass` and `setUpModule` in between."""

    def run(self, result, debug=False):
        outermost = not getattr(result, "_testRunEntered", False)
        if outermost:
            result._testRunEntered = True
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if _is_test(test):
                self._tear_down_previous_class(test, result)
                self._set_up_module(test, result)
                self._set_up_class(test, result)
                result._previousTestClass = type(test)
                if (getattr(type(test), "_classSetupFailed", False)
                        or getattr(result, "_moduleSetUpFailed", False)):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        if outermost:
            self._tear_down_previous_class(None, result)
            self._tear_down_module(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_DebugResult(), True)

    def _set_up_class(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        current = type(test)
        if (current == previous or getattr(result, "_moduleSetUpFailed", False)
                or getattr(current, "__unittest_skip__", False)):
            return
        failed = False
        try:
            current._classSetupFailed = False
        except TypeError:
            # A built-in class or one that cannot be changed.
            pass
        set_up = getattr(current, "setUpClass", None)
        if set_up is None:
            return
        _call_with_output(result, "_setupStdout")
        try:
            try:
                set_up()
            except Exception as error:
                if isinstance(result, _DebugResult):
                    raise
                failed = True
                current._classSetupFailed = True
                self._add_class_error(result, error, "setUpClass", util.strclass(current))
            if failed:
                current.doClassCleanups()
                for info in current.tearDown_exceptions:
                    self._add_class_error(result, info[1], "setUpClass",
                                          util.strclass(current), info)
        finally:
            _call_with_output(result, "_restoreStdout")

    def _set_up_module(self, test, result):
        previous = self._module_of_previous(result)
        current = type(test).__module__
        if current == previous:
            return
        self._tear_down_module(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(current)
        if module is None:
            return
        set_up = getattr(module, "setUpModule", None)
        if set_up is None:
            return
        _call_with_output(result, "_setupStdout")
        try:
            try:
                set_up()
            except Exception as error:
                if isinstance(result, _DebugResult):
                    raise
                result._moduleSetUpFailed = True
                self._add_class_error(result, error, "setUpModule", current)
            if result._moduleSetUpFailed:
                try:
                    case.doModuleCleanups()
                except Exception as error:
                    self._add_class_error(result, error, "setUpModule", current)
        finally:
            _call_with_output(result, "_restoreStdout")

    def _module_of_previous(self, result):
        previous = getattr(result, "_previousTestClass", None)
        return None if previous is None else previous.__module__

    def _add_class_error(self, result, error, method, name, info=None):
        holder = _ErrorHolder(f"{method} ({name})")
        if isinstance(error, case.SkipTest) and getattr(result, "addSkip", None) is not None:
            result.addSkip(holder, str(error))
        else:
            result.addError(holder, info or (type(error), error, error.__traceback__))

    def _tear_down_module(self, result):
        previous = self._module_of_previous(result)
        if previous is None or getattr(result, "_moduleSetUpFailed", False):
            return
        module = sys.modules.get(previous)
        if module is None:
            return
        _call_with_output(result, "_setupStdout")
        try:
            tear_down = getattr(module, "tearDownModule", None)
            for step in (tear_down, case.doModuleCleanups):
                if step is None:
                    continue
                try:
                    step()
                except Exception as error:
                    if isinstance(result, _DebugResult):
                        raise
                    self._add_class_error(result, error, "tearDownModule", previous)
        finally:
            _call_with_output(result, "_restoreStdout")

    def _tear_down_previous_class(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or type(test) == previous:
            return
        if (getattr(previous, "_classSetupFailed", False)
                or getattr(result, "_moduleSetUpFailed", False)
                or getattr(previous, "__unittest_skip__", False)):
            return
        tear_down = getattr(previous, "tearDownClass", None)
        clean_up = getattr(previous, "doClassCleanups", None)
        if tear_down is None and clean_up is None:
            return
        _call_with_output(result, "_setupStdout")
        try:
            name = util.strclass(previous)
            if tear_down is not None:
                try:
                    tear_down()
                except Exception as error:
                    if isinstance(result, _DebugResult):
                        raise
                    self._add_class_error(result, error, "tearDownClass", name)
            if clean_up is not None:
                clean_up()
                for info in previous.tearDown_exceptions:
                    if isinstance(result, _DebugResult):
                        raise info[1]
                    self._add_class_error(result, info[1], "tearDownClass", name, info)
        finally:
            _call_with_output(result, "_restoreStdout")


def _call_with_output(result, name):
    getattr(result, name, lambda: None)()


class _ErrorHolder:
    """Stands for a test where the set-up of a class or module failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        """The description."""
        return self.description

    def shortDescription(self):
        """Nothing."""
        return None

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"

    def __str__(self):
        return self.id()

    def run(self, result):
        """Do nothing."""

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        """None."""
        return 0


def _is_test(test):
    try:
        iter(test)
    except TypeError:
        return True
    return False


class _DebugResult:
    """Lets exceptions through."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False
