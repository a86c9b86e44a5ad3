# A module is an object.
import math

math.answer = 42
print(math.answer, hasattr(math, "answer"), getattr(math, "tau") == 2 * math.pi)
import math as again
print(again.answer)
del math.answer
try:
    again.answer
except AttributeError as error:
    print(error)
saved = math.floor
math.floor = lambda x: "patched"
print(again.floor(1.5))
math.floor = saved
print(math.floor(1.5), vars(math)["pi"] == math.pi, "sqrt" in dir(math), repr(math).startswith("<module 'math'"))
try:
    math()
except TypeError as error:
    print(error)
try:
    math[0]
except TypeError as error:
    print(error)
