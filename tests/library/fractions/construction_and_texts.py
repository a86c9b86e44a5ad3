"""Fractions from numbers and texts, and as texts."""

import copy
import math
import pickle
from decimal import Decimal
from fractions import Fraction as F


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
F(), F(3), F(6,-4), F('3/4'), F(' -0.125 '), F('1e3'), F('1_000/3'), F(.5), F('.5'), F('7.')
F(1,0)
F(2,4)/0
F(2,4)/F(0)
F(0)/0
F(-6,4)/0
F('x')
F('1/0')
F('3 /4'), F('3/ 4')
F('3/-4')
F([])
F(1,2.0)
F(1.5,2)
F(float('nan'))
F(float('inf'))
F(F(1,2),F(3,4))
F(1,2)%0
divmod(F(1),0)
1/F(0)
F(7,2).__floor__(), math.floor(F(-7,2)), math.ceil(F(7,2)), round(F(7,2)), round(F(5,2)), round(F(22,7),2), round(F(12345,7),-2), int(F(-7,2)), math.trunc(F(7,2)), float(F(1,3)), complex(F(1,2)), bool(F(0))
F(1,2)<1j
F(3.14159).limit_denominator(100), F('3.1415926535897932').limit_denominator(1000), F(math.pi).limit_denominator()
F(1,2).limit_denominator(0)
F(1,2).numerator, F(1,2).denominator, F(1,2).as_integer_ratio(), F(4,2).is_integer(), F(1,2).real, F(1,2).imag, F(1,2).conjugate()
str(F(1,2)), str(F(4)), repr(F(-1,2))
format(F(1,3),'d')
format(F(1,3),'x<05.2f')
pickle.loads(pickle.dumps(F(1,2))), copy.copy(F(1,2)), copy.deepcopy(F(1,2))
sum([F(1,3)]*3), max(F(1,2),F(2,3)), sorted([F(1,2),.3,1])
F(numerator=1,denominator=2)
F(1,2,3)
F(True), type(F(True).numerator)
isinstance(F(1), __import__('numbers').Rational)
F('١/٢')
'''.strip().splitlines():
    show(expression)
