"""Arithmetic and functions, with the signals they raise."""

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
D(4)**D('.5'), D(1)**D('1.5'), D(1)**5, D('1.00')**5, D(2)**-2, D(3)**-1, D(0)**0 if 0 else 0, D('1.00')**-3, D(10)**D(-3), D('1.5')**D('2.5'), D(2)**D(10**6), D(1)**(10**30)
D(0)**0
D(0)**-1
D(-8)**D('.333')
D(2)**(10**20)
D(2)**-(10**20)
pow(D(7),3,5), pow(D(7),D(2),D(5))
pow(D('7.5'),3,5)
pow(D(7),-3,5)
D(1)/0
D(0)/0
D(1)//0
D(1)%0
D(0)%0
divmod(D(1),0)
divmod(D(0),0)
D('inf')-D('inf')
D('inf')*0
D('inf')//1, D(5)%D('inf'), D(-5)%3, D(-5)//3, divmod(D(-7),D(2)), D(7).remainder_near(4), D(10).remainder_near(4)
D('inf')%1
D('snan')+1
D('nan')+1, D('nan')==D('nan'), D('nan')!=1
D('nan')<1
D('snan')==1
D(1)+1.5
D(1)+'x'
D(1)<'x'
D(1)==1.0, D('0.1')==0.1, D(1)<1.5, 1.5>D(1), D(1)==1+0j
D(1)<1j
round(D('inf'))
round(D('nan'))
round(D('nan'),2)
round(D(1),'x')
D('1.23').quantize(D('.1')), D('1.25').quantize(D('.1'),ROUND_HALF_UP), D('1.25').quantize(D('.1'),rounding=ROUND_DOWN), D(7).quantize(D('1.000'))
D('1e30').quantize(D('.1'))
D(1).quantize(D('inf'))
D(1).quantize(1,rounding='x')
D(1).quantize('x')
D('2').sqrt(), D('2.25').sqrt(), D('100').sqrt(), D('0').sqrt(), D('1E-5').sqrt(), D('-0').sqrt()
D(-1).sqrt()
D(1).exp(), D(0).exp(), D(10).ln(), D(1).ln(), D(100).log10(), D(3).log10(), D('1e-30').exp(), D(-1000000).exp(), D('0.5').exp()
D(0).ln()
D(-1).ln()
D(0).log10()
D(10**9).exp()
D('-1e20').exp()
D('123.45').as_tuple(), D('-inf').as_tuple(), D('nan12').as_tuple(), D('0').as_tuple()
D('123.45').adjusted(), D('0').adjusted(), D('inf').adjusted(), D('1.25').as_integer_ratio(), D('-0').as_integer_ratio()
D('inf').as_integer_ratio()
D('nan').as_integer_ratio()
D('1.5').compare(2), D(1).compare('x') if 0 else 0, D(1).compare(D('nan')), D('1.0').compare_total(D(1)), D(1).compare_total_mag(-2)
D(1).compare_signal(D('nan'))
D(1).copy_sign(-2), D(-1).copy_abs(), D(1).copy_negate(), D(-2).conjugate(), D(1).canonical(), D(1).real, D(1).imag, D(1).radix()
D(1).max(2), D(1).min(2), D(-3).max_mag(2), D(-3).min_mag(2), D(1).max(D('nan')), D('1.0').max(D(1))
D(1).next_plus(), D(1).next_minus(), D(1).next_toward(2), D(0).next_plus(), D('inf').next_minus()
D('1.5').is_nan(), D(1).is_finite(), D('1e-999999').is_normal(), D('1e-1000010').is_subnormal(), D(-1).is_signed(), D(0).is_zero(), D(1).is_canonical(), D('snan').is_snan(), D('nan').is_qnan(), D(1).is_infinite()
[x.number_class() for x in map(D,['inf','-inf','nan','snan','0','-0','1','-1','1e-1000010','-1e-1000010'])]
D('1101').logical_and(D('1011')), D('1101').logical_or(11), D('1101').logical_xor(1011), D('1101').logical_invert()
D(2).logical_and(1)
D('34567').rotate(2), D('34567').shift(2), D('34567').shift(-2), D('123').scaleb(5), D(123).logb(), D(0).logb() if 0 else 0
D(0).logb()
D(1).rotate(1.5)
D(1).rotate(99)
D('1.5').to_integral(), D('2.5').to_integral_value(), D('1.5').to_integral_exact(ROUND_UP), D('1E5').to_integral()
D(2).fma(3,5), D('1.1').fma(D('1.1'),-1)
D(2).same_quantum(D(3)), D(2).same_quantum(D('.3'))
D('1').compare(2.5)
D.__mro__, InvalidOperation.__mro__, DivisionByZero.__mro__, Overflow.__mro__, Underflow.__mro__, FloatOperation.__mro__, Clamped.__mro__, Subnormal.__mro__
D('1e1000000')+0
D('1e999999999999999999')*10
D('9'*30)+0, +D('1.23456789012345678901234567890'), -D(0), abs(D('-0'))
D(1)+D('1e100'), D('1e100')+1, D('1e-100')+1, D(10)-D('1e-50')
sum([D('.1')]*3), max(D(1),D(2)), D('.1')+D('.2'), D(1)/3, D(2)/3, D(1)/D(8), D(10)/4
D(1)/D('3e500000')/D('1e600000')
HAVE_THREADS, HAVE_CONTEXTVAR, MAX_PREC, MAX_EMAX, MIN_EMIN, MIN_ETINY, ROUND_05UP
D(1).__round__(), D(1).__floor__(), D('1.5').__ceil__(), D('1.5').__trunc__(), bool(D(0)), D(5).__rsub__(3), D(1).__copy__()
D(5).__add__('x'), D(1).__eq__('x')
D('3').__class__, D('1')._is_special if 0 else 0
decimal.__version__, decimal.__libmpdec_version__
D("0.1")*3, D('1.20')*D('3'), D('1.20')*0, D(-1)*0
'''.strip().splitlines():
    show(expression)
