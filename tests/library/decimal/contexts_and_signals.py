"""Contexts: settings, flags, traps, errors."""

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
getcontext()
repr(DefaultContext), BasicContext, ExtendedContext
Context(prec=3).create_decimal('1.2345'), Context(prec=3).create_decimal_from_float(1/3), Context(prec=5).divide(1,3), Context(prec=5).sqrt(2), Context(prec=5).power(2,.5) if 0 else 0, Context().power(2,3), Context().power(2,3,5)
Context(prec=0)
Context(prec='a')
Context(rounding='x')
Context(Emin=1)
Context(Emax=-1)
Context(capitals=2)
Context(clamp=2)
Context(traps=[Inexact]).divide(1,3)
Context(traps=3)
Context(flags={Inexact:True})
Context(foo=1)
Context(traps=[Overflow]).power(10,10**7)
Context(Emax=10,prec=3,rounding=ROUND_DOWN, traps=[]).power(10,11), Context(Emin=-5,prec=3,traps=[]).divide(1,10**6), Context(Emin=-5,prec=3,traps=[]).divide(1,10**9)
Context().Etiny(), Context().Etop(), Context().radix(), Context().abs(-1), Context().add(1,2), Context().minus(1), Context().plus(D('1.0')), Context().multiply(2,3), Context().subtract(1,2), Context().divide_int(7,2), Context().divmod(7,2), Context().remainder(7,2), Context().to_sci_string(D('1e5')), Context(capitals=0).to_sci_string(D('1e5'))
Context().add(1,'x')
Context().add(1,1.5)
setattr(getcontext(),'prec',-1)
setattr(getcontext(),'prec','x')
setattr(getcontext(),'rounding',3)
delattr(getcontext(),'prec')
getcontext().flags, getcontext().traps[Inexact], len(getcontext().flags)
getcontext().flags[3]
setattr(getcontext(),'flags',3)
D(1).__reduce__(), Context().__reduce__()
localcontext(prec=3).__enter__().prec
localcontext(foo=3)
setcontext(3)
D(1).exp(context=3)
D(1).sqrt(Context(prec=3))
'''.strip().splitlines():
    show(expression)
