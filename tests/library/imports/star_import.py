# from module import *, with and without __all__.
from shown import *
from plain import *

print(public(), extra, VALUE)
for name in ["hidden", "_listed", "_under", "os", "not_in_all"]:
    print(name, name in globals())
import shown

print(shown.__all__, shown.not_in_all)
try:
    from wrong_all import *
except AttributeError as error:
    print(error)
try:
    exec("def f():\n    from shown import *\n")
except SyntaxError as error:
    print(error.msg)
