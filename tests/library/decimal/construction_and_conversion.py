"""Decimals from other objects, and back."""

import decimal
from decimal import *

D = Decimal


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
D('x')
D('')
D(' 12 '), D('1_000.5'), D('1__0')
D('1e5'), D('1E-10'), D('-0'), D('inf'), D('-Infinity'), D('nan'), D('sNaN123'), D('-nan5'), D('1.e3'), D('.5E1'), D('٣')
D(.1), D(1.5), D(True), D(10**30), D(-0.0), D(float('nan')), D(float('inf'))
D((0,(1,2,3),-2)), D((1,(),'F')), D((0,(1,),'n')), D([0,[1,2],1])
D((0,(1,'a'),1))
D((2,(1,),1))
D((0,(1,),'x'))
D((0,1))
D(None)
D({})
D('1',1)
hash(D('snan'))
int(D('1.9')), int(D('-1e3')), float(D('1.5')), complex(D(2)), round(D('2.5')), round(D('2.675'),2), round(D('1234'),-2), round(D('3.5'))
int(D('nan'))
int(D('inf'))
float(D('snan'))
D.from_float(.1), D.from_float(3), D.from_float(float('inf'))
D.from_float('x')
D('1e1000000')
D('1e9999999999999999999')
hash(D(1)), hash(D('1.5')), hash(D('-1e20')), hash(D('1e-5')), hash(D('inf')), hash(D('-inf'))
'''.strip().splitlines():
    show(expression)
