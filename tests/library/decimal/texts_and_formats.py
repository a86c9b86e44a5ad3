"""Decimals as text."""

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
D('1.100').normalize(), D('100').normalize(), D('0.00').normalize(), D('1E+3').to_eng_string(), D('12345E+5').to_eng_string(), D('1E-7').to_eng_string()
str(D('1E+3')), str(D('123E-10')), str(D('0E-8')), str(D('0E-7')), str(D('0.000001')), str(D('0.0000001')), str(D('12E5'))
format(D('1234567.891'),',.2f'), format(D('1.5'),'e'), format(D('0.000123'),'g'), f'{D("1.5"):10}', f'{D("1.5"):<10}|', f'{D("1.5"):^10}', f'{D("1.5"):+}', f'{D("-1.5"):010.3f}', f'{D("0.25"):%}', f'{D("0.256"):.1%}', f'{D("123456789"):.3g}', f'{D("1e10"):f}', f'{D("1e10")}', f'{D("nan"):f}', f'{D("inf"):10}', f'{D("1E+5"):,}', f'{D("1234.5"):n}', f'{D("12345"):E}', f'{D("-0.001"):z.1f}', f'{D("3"):x>5}', f'{D("1"):.0f}', f'{D("2.5"):.0f}', f'{D("3.14159"):.3}', f'{D("1234567"):G}', f'{D(1):_>6}', f'{D("1234567.5"):_}' if 0 else 0
format(D(1),'d')
format(D(1),'x')
format(D(1),1)
str(DecimalTuple(1,2,3))
'''.strip().splitlines():
    show(expression)
