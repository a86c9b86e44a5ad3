"""Exceptions with members of their own: their arguments, texts, bases, and how they are raised and caught."""

import builtins

_IncompleteInputError = builtins._IncompleteInputError

CLASSES = [
    AttributeError, ImportError, ModuleNotFoundError, NameError, UnboundLocalError, StopIteration,
    SystemExit, SyntaxError, IndentationError, TabError, _IncompleteInputError, KeyError,
]


def look_at(CLASS):
    print([base.__name__ for base in CLASS.__mro__])
    for arguments in [(), ("text",), (1, 2), (None,), ("a", "b", "c"), ([1],)]:
        try:
            error = CLASS(*arguments)
        except Exception as problem:
            print(arguments, "->", type(problem).__name__, "-", problem)
            continue
        print(arguments, "->", error.args, repr(str(error)), repr(error))
        try:
            raise error
        except BaseException as caught:
            print("caught", caught is error, type(caught).__name__, caught.__cause__, caught.__context__)
        names = [n for n in ("errno", "strerror", "filename", "filename2", "name", "path", "obj", "value", "code", "msg",
                             "lineno", "offset", "text", "encoding", "object", "start", "end", "reason", "message",
                             "exceptions") if hasattr(error, n)]
        print({n: getattr(error, n) for n in names})

    try:
        CLASS(keyword=1)
        print("takes keywords")
    except TypeError as error:
        print(error)

    error = CLASS()
    error.extra = 1
    error.add_note("a note")
    print(error.__notes__, error.__dict__)
    error.args = (7, 8)
    print(error.args, repr(error)[:40])
    try:
        error.args = 5
    except TypeError as problem:
        print(problem)


for each in CLASSES:
    print("==", each.__name__)
    look_at(each)
