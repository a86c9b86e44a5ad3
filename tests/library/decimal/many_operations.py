"""Random operations in random contexts, the same every time."""

import random
from decimal import *
random.seed(7); N=1500
R=[ROUND_CEILING,ROUND_FLOOR,ROUND_UP,ROUND_DOWN,ROUND_HALF_UP,ROUND_HALF_DOWN,ROUND_HALF_EVEN,ROUND_05UP]
def num(c):
    k=random.random()
    if k<.04: return Decimal(random.choice(['inf','-inf','nan','snan','nan123456789','-snan99999','0','-0','0E5','-0E-9','1','-1','10']))
    n=random.randint(1,random.choice([1,2,5,9,12,20]))
    digs=random.choice([''.join(random.choice('0123456789') for _ in range(n)), '9'*n, '1'+'0'*(n-1), '5'+'0'*(n-1), ''.join(random.choice('01') for _ in range(n))])
    e=random.choice([0,0,-1,-2,-n,random.randint(-8,8),random.randint(-25,25)])
    return Decimal(('-' if random.random()<.4 else '')+digs+'E'+str(e))
un='exp ln log10 sqrt normalize next_minus next_plus logb logical_invert abs minus plus to_integral_exact to_integral_value number_class to_sci_string to_eng_string is_normal is_subnormal create_decimal'.split()
bi='compare compare_signal compare_total compare_total_mag logical_and logical_or logical_xor max max_mag min min_mag next_toward remainder_near rotate scaleb shift add subtract multiply divide divide_int remainder quantize divmod power copy_sign same_quantum'.split()
specs=['.2f','.3e','10.4g','','e','f','g','%','.0f','+.1f',',.2f','012.3f','>15','<10.1f','^12','z.1f','08,.1f','.1%','G','E','.5','*^20,','=12',' ']
for i in range(N):
    prec=random.choice([1,2,3,5,9,16,28])
    emax=random.choice([5,20,50,999999]); emin=-random.choice([0,5,20,50,999999])
    c=Context(prec=prec,rounding=random.choice(R),Emin=emin,Emax=emax,clamp=random.random()<.2,traps=[])
    k=random.random()
    a,b,d=num(c),num(c),num(c)
    if k<.3:
        op=random.choice(un); args=(a,)
    elif k<.85:
        op=random.choice(bi); args=(a,b)
        if op in('rotate','shift','scaleb') and random.random()<.8: args=(a,Decimal(random.randint(-8,8)))
        if op=='power' and random.random()<.5: args=(a,Decimal(random.randint(-30,60)))
    elif k<.9: op='fma'; args=(a,b,d)
    elif k<.94: op='power'; args=(abs(a.to_integral_value()) if a.is_finite() else a,Decimal(random.randint(0,50)),Decimal(random.randint(-50,50)))
    else:
        s=random.choice(specs)
        setcontext(c)
        try: r=format(a,s)
        except Exception as e: r=repr(e)
        print(i,'format',a,repr(s),c.rounding,r); continue
    try: r=getattr(c,op)(*args)
    except Exception as e: r=repr(e)
    fl=sorted(s.__name__ for s in c.flags if c.flags[s])
    print(i,op,args,prec,c.rounding,emin,emax,c.clamp,'->',r,fl)
