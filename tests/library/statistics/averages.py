"""Means, medians, modes, quantiles."""

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
mean([1,2,3,4]), mean([1,2]), mean([D('.1'),D('.2')]), mean([F(1,2),F(1,3)]), mean([1.5,2]), mean([True,False])
mean([])
mean('ab')
mean([1,D(2)]), mean([1,F(1,2)]), mean([.5,F(1,2)])
mean([float('nan'),1]), mean([float('inf'),1])
fmean([1,2,3]), fmean(iter([1,2,3])), fmean([1,2],[3,4])
fmean([])
fmean([1],[1,2])
fmean([1],[0])
geometric_mean([54,24,36]), geometric_mean([0,1]), geometric_mean([1.5])
geometric_mean([])
geometric_mean([-1])
harmonic_mean([40,60]), harmonic_mean([40,60],weights=[5,30]), harmonic_mean([0,1]), harmonic_mean([3]), harmonic_mean([F(1,2),F(1,3)]), harmonic_mean([D(2),D(3)])
harmonic_mean([])
harmonic_mean([-1])
harmonic_mean([-1,2])
harmonic_mean(['a'])
harmonic_mean([1,2],[1])
median([3,1,2]), median([1,2,3,4]), median_low([1,2,3,4]), median_high([1,2,3,4]), median([D(1),D(2)])
median([])
median_low([])
median_high([])
median_grouped([52,52,53,54]), median_grouped([1,3,3,5,7]), median_grouped([1,3,3,5,7],interval=2), median_grouped([1])
median_grouped([])
mode([1,1,2]), mode('aabb'), mode(['red','blue','blue'])
mode([])
multimode('aabbbbccddddeeffffgg'), multimode('')
quantiles([1,2,3,4,5]), quantiles(range(100),n=10), quantiles([1,2,3],n=4,method='inclusive'), quantiles([5],n=3)
quantiles([])
quantiles([1,2],n=0)
quantiles([1,2],method='x')
mean(X), stdev(X), variance(X), pstdev(X), pvariance(X), median(X), quantiles(X), fmean(X), geometric_mean(X), harmonic_mean(X), covariance(X,Y), correlation(X,Y), linear_regression(X,Y)
stdev([10**16,10**16+1,10**16+2]), variance([1e-200,2e-200]), stdev([1e300,2e300]), stdev([1e-320,2e-320,5e-321]), mean([10**400,10**400])
mean([1e308,1e308]), variance(iter([1,2,3]))
'''.strip().splitlines():
    show(expression)
