"""NormalDist and kde."""

import random
import statistics
from decimal import Decimal as D
from fractions import Fraction as F
from statistics import *

random.seed(5)
X = [random.gauss(10, 3) for _ in range(50)]
Y = [x * 2 + random.random() for x in X]


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
NormalDist(), NormalDist(1,2), NormalDist(1,2)+3, NormalDist(1,2)+NormalDist(3,4), NormalDist(1,2)*3, NormalDist(1,2)/2, -NormalDist(1,2), 5-NormalDist(1,2), NormalDist(1,2)-NormalDist(1,1)
NormalDist(1,-1)
NormalDist(100,15).cdf(120), NormalDist(100,15).pdf(120), NormalDist(100,15).inv_cdf(.95), NormalDist(100,15).inv_cdf(.0000001), NormalDist().inv_cdf(1e-300), NormalDist(100,15).quantiles(), NormalDist(100,15).zscore(120), NormalDist(2.4,1.6).overlap(NormalDist(3.2,2.0)), NormalDist(1,2).overlap(NormalDist(2,2))
NormalDist().inv_cdf(0)
NormalDist(1,0).cdf(1)
NormalDist(1,0).zscore(1)
NormalDist().overlap(3)
NormalDist.from_samples([1,2,3,4,5.5])
NormalDist.from_samples([1])
NormalDist(1,2)==NormalDist(1,2), hash(NormalDist(1,2))==hash(NormalDist(1.0,2.0)), NormalDist(1,2).variance, NormalDist(1,2).mean, NormalDist(1,2).median, NormalDist(1,2).mode, NormalDist(1,2).stdev
NormalDist(0,1).samples(3,seed=1)
kde([],1)
kde([1],0)
kde(['a'],1)
kde([1],1,'x')
'''.strip().splitlines():
    show(expression)
