"""Writers and their errors."""

import csv
import io


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
csv.writer(1)
csv.writer(io.StringIO()).writerow(1)
csv.writer(io.StringIO(),quoting=csv.QUOTE_NONE).writerow(['a,b'])
csv.writer(io.StringIO(),quoting=csv.QUOTE_NONE).writerow([''])
csv.writer(io.StringIO(),quoting=csv.QUOTE_NONE,quotechar=None).writerow(['a"b'])
csv.writer(io.StringIO(),quoting=csv.QUOTE_NONE).writerow(['a"b'])
csv.writer(io.StringIO()).writerow(['a"b',1,1.5,None,'x,y','','l\n'])
csv.DictWriter(io.StringIO(),['a'],extrasaction='x')
csv.DictWriter(io.StringIO(),['a']).writerow({'a':1,'b':2})
type(csv.reader([])), type(csv.writer(io.StringIO()))
csv.writer(io.StringIO()).writerows([[1],2])
csv.writer(io.StringIO(),quoting=csv.QUOTE_STRINGS).writerow(['a',1,None])
csv.writer(io.StringIO(),quoting=csv.QUOTE_STRINGS).writerow([None])
csv.writer(io.StringIO(),quoting=csv.QUOTE_NOTNULL).writerow([None])
csv.writer(io.StringIO()).writerow([None])
csv.writer(io.StringIO()).writerow([])
'''.strip().splitlines():
    show(expression)
