import sys
import warnings

sys.stderr = sys.stdout
warnings.warn_explicit("made up", UserWarning, "other.py", 12)
warnings.warn_explicit("in module", DeprecationWarning, "other.py", 12, module="__main__")
warnings.warn_explicit("not shown", DeprecationWarning, "other.py", 12, module="some")
registry = {}
for _ in range(2):
    warnings.warn_explicit("registered", UserWarning, "other.py", 1, registry=registry)
print(sorted(map(str, registry)))
print(warnings.formatwarning("text", RuntimeWarning, "file.py", 7), end="")
print(warnings.formatwarning("text", RuntimeWarning, "file.py", 7, "the line"), end="")
warnings.showwarning(UserWarning("by hand"), UserWarning, "x.py", 1)


def show(message, category, filename, lineno, file=None, line=None):
    print("hook:", message, category.__name__, lineno, file, line)


original = warnings.showwarning
warnings.showwarning = show
warnings.warn("seen by the hook")
warnings.showwarning = original
warnings.formatwarning = lambda message, category, *rest: f"<{category.__name__}: {message}>\n"
warnings.warn("formatted")


@warnings.deprecated("use new() instead")
def function():
    """Doc."""
    return 5


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(function(), function.__deprecated__, function.__doc__, function.__name__)
    print(caught[0].category.__name__, caught[0].message)


@warnings.deprecated("no class")
class Old:
    def __init__(self, x):
        self.x = x


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(Old(3).x, [str(w.message) for w in caught])

    class New(Old):
        pass

    print(New(4).x, len(caught))


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


attempt(warnings.warn, "x", int)
attempt(warnings.warn, "x", "UserWarning")
attempt(warnings.filterwarnings, "wrong")
attempt(warnings.filterwarnings, "error", 3)
attempt(warnings.filterwarnings, "error", category=int)
attempt(warnings.simplefilter, "error", lineno=-1)
attempt(warnings.simplefilter, "error", lineno="1")
attempt(warnings.warn_explicit, "x", UserWarning, "f", 1, registry=3)
attempt(warnings.deprecated, 3)
attempt(warnings.deprecated("x"), 3)
block = warnings.catch_warnings()
with block:
    attempt(block.__enter__)
attempt(warnings.catch_warnings().__exit__)
print(warnings.catch_warnings(record=True))
print(warnings.WarningMessage("m", UserWarning, "f.py", 3, line="l"))
