"""Only a true result of __exit__ suppresses; its truth may fail."""


class M:
    def __init__(self, result):
        self.result = result

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print(kind, value, traceback is None)
        return self.result


class NoTruth:
    def __bool__(self):
        raise RuntimeError("no truth")

    def __repr__(self):
        return "NoTruth"


for result in (None, 0, "", [], 1, "yes", NoTruth()):
    try:
        with M(result):
            raise ValueError("v")
        print(repr(result), "suppressed")
    except (ValueError, RuntimeError) as error:
        print(repr(result), type(error).__name__, error)
with M(NoTruth()):
    print("truth is not asked without an exception")
for source in ("with M(1): return", "with M(1) as 5: pass", "with M(1) as x, : pass", "with: pass", "with M(1) as f(): pass"):
    try:
        compile(source, "name", "exec")
    except SyntaxError as error:
        print(source, "-", error.msg)
