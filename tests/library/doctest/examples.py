"""Module doc.

>>> 1 + 1
2
>>> print("a\\n\\nb")
a
<BLANKLINE>
b
>>> 1/0
Traceback (most recent call last):
    ...
ZeroDivisionError: division by zero
>>> [1, 2,
...  3]
[1, 2, 4]
"""
def f(x):
    """
    >>> f(3)
    9
    >>> list(range(20)) # doctest: +ELLIPSIS
    [0, 1, ..., 19]
    >>> nope # doctest: +SKIP
    >>> f(2.0) # doctest: +NORMALIZE_WHITESPACE
       4.0
    """
    return x*x
class C:
    """
    >>> C().m()
    'm'
    """
    def m(self):
        """
        >>> 1
        """
        return 'm'
import doctest
print(doctest.testmod())
doctest.run_docstring_examples(f, globals(), name="f")
print(doctest.testmod(verbose=True, optionflags=doctest.REPORT_NDIFF))
print(doctest.script_from_examples(f.__doc__))
