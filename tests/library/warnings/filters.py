import sys
import warnings

sys.stderr = sys.stdout


def old():
    warnings.warn("old is old", DeprecationWarning, stacklevel=2)


old()
old()
for _ in range(2):
    old()
warnings.warn("plain")
warnings.warn(UserWarning("instance"))
warnings.warn("pending", PendingDeprecationWarning)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("hidden")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for _ in range(2):
        old()
    warnings.warn("two", RuntimeWarning)
    print(len(caught), [str(w.message) for w in caught], caught[0].category, caught[-1].lineno)
    print(caught[0].filename.endswith("filters.py"), caught[0].line, caught[0].file)
with warnings.catch_warnings():
    warnings.filterwarnings("error", message=".*danger", category=UserWarning)
    warnings.warn("safe")
    try:
        warnings.warn("Real danger here")
    except UserWarning as e:
        print("raised", e)
with warnings.catch_warnings():
    warnings.simplefilter("once")
    for _ in range(3):
        warnings.warn("only once")
with warnings.catch_warnings():
    warnings.simplefilter("module")
    warnings.warn("per module")
    warnings.warn("per module")
with warnings.catch_warnings():
    warnings.resetwarnings()
    print(warnings.filters)
    warnings.simplefilter("error", append=True)
    warnings.simplefilter("default")
    print(warnings.filters)
    warnings.warn("shown", ImportWarning)
with warnings.catch_warnings(action="error", category=SyntaxWarning):
    try:
        warnings.warn("bad syntax", SyntaxWarning)
    except SyntaxWarning as e:
        print(repr(e))
