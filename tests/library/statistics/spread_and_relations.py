"""Variance, deviation, correlation, regression."""

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
variance([1,2,3,4]), variance([1.5,2.5]), variance([D('27.5'),D('30.25')]), variance([F(1,6),F(1,2),F(5,3)]), pvariance([1,2,3,4]), pvariance([0.0,.25,.25,1.25,1.5,1.75,2.75,3.25])
variance([1])
pvariance([])
stdev([1,2,3,4]), stdev([1.5,2.5,2.5,2.75,3.25,4.75]), pstdev([1.5,2.5,2.5,2.75,3.25,4.75]), stdev([D('1'),D('2')]), pstdev([F(1),F(2)]), stdev([1,1])
stdev([1])
pstdev([])
variance([1,2,3],2), variance([1,2,3],xbar=2.5), pvariance([1,2,3],mu=1), stdev([1,2,3],1)
covariance([1,2,3],[4,5,7]), correlation([1,2,3],[4,5,7]), correlation([1,2,3,4],[1,4,9,17],method='ranked'), linear_regression([1,2,3],[2,4,7]), linear_regression([1,2,3],[2,4,7],proportional=True)
covariance([1],[1])
covariance([1,2],[1])
correlation([1,1],[1,2])
correlation([1,2],[1,2],method='x')
linear_regression([1,1],[1,2])
sorted(statistics.__all__)
'''.strip().splitlines():
    show(expression)
