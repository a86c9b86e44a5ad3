"""Timing of small pieces of code."""

import itertools
import sys
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

dummy_src_name = "<timeit-src>"
default_number = 1000000
default_repeat = 5
default_timer = time.perf_counter
_globals = globals


def _indented(text, width):
    return text.replace("\n", "\n" + " " * width)


class Timer:
    """Times a statement, or a callable."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = {}
        init = ""
        if isinstance(setup, str):
            compile(setup, dummy_src_name, "exec")
            prefix = setup + "\n"
            setup = _indented(setup, 4)
        elif callable(setup):
            names["_setup"] = setup
            init += ", _setup=_setup"
            prefix = ""
            setup = "_setup()"
        else:
            raise ValueError("setup is neither a string nor callable")
        if isinstance(stmt, str):
            compile(prefix + stmt, dummy_src_name, "exec")
            stmt = _indented(stmt, 8)
        elif callable(stmt):
            names["_stmt"] = stmt
            init += ", _stmt=_stmt"
            stmt = "_stmt()"
        else:
            raise ValueError("stmt is neither a string nor callable")
        # The loop stands in a function, so that its names are local.
        source = (f"def inner(_it, _timer{init}):\n"
                  f"    {setup}\n"
                  "    _t0 = _timer()\n"
                  "    for _i in _it:\n"
                  f"        {stmt}\n"
                  "        pass\n"
                  "    _t1 = _timer()\n"
                  "    return _t1 - _t0\n")
        self.src = source
        names_of_code = _globals() if globals is None else globals
        exec(compile(source, dummy_src_name, "exec"), names_of_code, names)
        self.inner = names["inner"]

    def print_exc(self, file=None):
        """Print an exception of the timed code, with its lines."""
        import linecache
        import traceback
        if self.src is not None:
            linecache.cache[dummy_src_name] = (len(self.src), None, self.src.split("\n"),
                                               dummy_src_name)
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """The time of a number of runs, in seconds."""
        import gc
        iterator = itertools.repeat(None, number)
        was_on = gc.isenabled()
        gc.disable()
        try:
            return self.inner(iterator, self.timer)
        finally:
            if was_on:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """Several times."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """How many runs take at least 0.2 seconds, and their time."""
        scale = 1
        while True:
            for factor in (1, 2, 5):
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """The time of a number of runs of a statement, in seconds."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat,
           number=default_number, globals=None):
    """Several times."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


_HELP = """\
Time a statement.

    -m timeit [-n N] [-r N] [-s S] [-p] [-u U] [-v] [-h] [--] [statement ...]

-n N, --number N    runs in a row (otherwise as many as take 0.2 seconds)
-r N, --repeat N    how often that is repeated (otherwise 5)
-s S, --setup S     statement that runs once first
-p, --process       processor time instead of real time
-u U, --unit U      nsec, usec, msec or sec
-v, --verbose       all times
"""


def main(args=None, *, _wrap_timer=None):
    """The command line."""
    import getopt
    if args is None:
        args = sys.argv[1:]
    try:
        opts, args = getopt.getopt(args, "n:u:s:r:pvh",
                                   ["number=", "setup=", "repeat=", "process", "verbose",
                                    "unit=", "help"])
    except getopt.error as error:
        print(error)
        print("use -h/--help for command line help")
        return 2
    timer = default_timer
    statement = "\n".join(args) or "pass"
    number = 0
    setup = []
    count = default_repeat
    verbose = 0
    unit = None
    units = {"nsec": 1e-9, "usec": 1e-6, "msec": 1e-3, "sec": 1.0}
    precision = 3
    for option, value in opts:
        if option in ("-n", "--number"):
            number = int(value)
        elif option in ("-s", "--setup"):
            setup.append(value)
        elif option in ("-u", "--unit"):
            if value not in units:
                print("Unrecognized unit. Please select nsec, usec, msec, or sec.",
                      file=sys.stderr)
                return 2
            unit = value
        elif option in ("-r", "--repeat"):
            count = max(int(value), 1)
        elif option in ("-p", "--process"):
            timer = time.process_time
        elif option in ("-v", "--verbose"):
            if verbose:
                precision += 1
            verbose += 1
        elif option in ("-h", "--help"):
            print(_HELP, end="")
            return 0
    import os
    sys.path.insert(0, os.curdir)
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    made = Timer(statement, "\n".join(setup) or "pass", timer)
    if number == 0:
        callback = None
        if verbose:
            def callback(number, taken):
                plural = "s" if number != 1 else ""
                print(f"{number} loop{plural} -> {taken:.{precision}g} secs")
        try:
            number, _ = made.autorange(callback)
        except:
            made.print_exc()
            return 1
        if verbose:
            print()
    try:
        times = made.repeat(count, number)
    except:
        made.print_exc()
        return 1

    def shown(seconds):
        if unit is not None:
            scale = units[unit]
            name = unit
        else:
            for name, scale in sorted(units.items(), key=lambda pair: -pair[1]):
                if seconds >= scale:
                    break
        return f"{seconds / scale:.{precision}g} {name}"

    if verbose:
        print(f"raw times: {', '.join(map(shown, times))}")
        print()
    each = [taken / number for taken in times]
    best, worst = min(each), max(each)
    print(f"{number} loop{'s' if number != 1 else ''}, best of {count}: {shown(best)} per loop")
    if worst >= best * 4:
        import warnings
        warnings.warn_explicit(
            f"The test results are likely unreliable. The worst time ({shown(worst)}) was more "
            f"than four times slower than the best time ({shown(best)}).", UserWarning, "", 0)
    return None


if __name__ == "__main__":
    sys.exit(main())
