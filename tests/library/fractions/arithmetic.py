"""Fractions with fractions and other numbers."""

import math
from decimal import Decimal
from fractions import Fraction as F


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
F(1,2)+1, 1+F(1,2), F(1,2)+.5, .5+F(1,2), F(1,2)+1j, 1j+F(1,2), F(1,2)-F(1,3), F(2,3)*F(3,4), F(1,2)/F(3,4), F(7,2)//F(2,3), F(7,2)%F(2,3), divmod(F(7,2),F(2,3)), divmod(7,F(2,3)), 7//F(2,3), 7.5%F(2,3)
F(1,2)+'x'
'x'+F(1,2)
F(1,2)//0
F(2,3)**2, F(2,3)**-2, F(-2,3)**-3, F(2,3)**.5, 2**F(1,2), 2**F(2), 2.0**F(1,2), F(1,4)**F(1,2), F(-1)**F(1,2), F(0)**-1 if 0 else 0
F(0)**-2
hash(F(1,2))==hash(.5), hash(F(3))==hash(3), hash(F(1,2**61-1)), hash(F(-1,3))
F(1,2)==.5, F(1,2)==F(2,4), F(1,2)<.6, F(1,2)>=1, F(1,2)==0.5+0j, F(1,2)==float('nan'), F(1,2)<float('inf')
abs(F(-1,2)), -F(1,2), +F(1,2)
F(Decimal('0.1')), F('1/3')+Decimal(1) if 0 else 0
'''.strip().splitlines():
    show(expression)
