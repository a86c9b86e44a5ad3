"""Readers, dialects, and their errors."""

import csv
import _csv
import io


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
csv.Dialect()
next(csv.reader([1]))
next(csv.reader([b'a']))
csv.reader(1)
csv.reader([],'x')
csv.reader([],delimiter='')
csv.reader([],delimiter='ab')
csv.reader([],delimiter=1)
csv.reader([],delimiter=None)
csv.reader([],delimiter='\n')
csv.reader([],quotechar='')
csv.reader([],quotechar='ab')
csv.reader([],quotechar=3)
csv.reader([],quoting=9)
csv.reader([],quoting='a')
csv.reader([],lineterminator=None)
csv.reader([],lineterminator=3)
csv.reader([],escapechar='ab')
csv.reader([],quotechar=None,quoting=1)
csv.reader([],foo=1)
csv.reader([],delimiter=',',quotechar=',')
csv.reader([],escapechar=',')
list(csv.reader(['a"b,"c','d"x',' "q"']))
list(csv.reader(['a\nb']))
list(csv.reader(['"a']))
list(csv.reader(['"a'],strict=True))
list(csv.reader(['"a"b'],strict=True))
list(csv.reader(['"a"b']))
list(csv.reader(['a\0b']))
list(csv.reader(['a\\'],escapechar='\\'))
list(csv.reader(['1,"2",x'],quoting=csv.QUOTE_NONNUMERIC))
list(csv.reader(['1,"2",'],quoting=csv.QUOTE_NONNUMERIC))
list(csv.reader(['1,"2","",,x'],quoting=csv.QUOTE_STRINGS))
list(csv.reader(['1,"2","",,'],quoting=csv.QUOTE_STRINGS))
list(csv.reader(['1,"2","",,x'],quoting=csv.QUOTE_NOTNULL))
csv.field_size_limit('a')
csv.field_size_limit()
csv.field_size_limit(3), list(csv.reader(['abcd']))
csv.field_size_limit()
csv.get_dialect('x')
csv.get_dialect([])
csv.unregister_dialect('x')
csv.register_dialect(1)
csv.register_dialect('q',3)
csv.register_dialect('q','excel',delimiter='|')
csv.get_dialect('q').delimiter
csv.list_dialects()
csv.Sniffer().sniff('')
csv.Sniffer().sniff('a,b\n1,2').delimiter
csv.DictReader(['a,b','1,2,3','4']).__next__()
list(csv.DictReader(['a,b','1,2,3','4']))
setattr(csv.get_dialect('excel'),'delimiter',';')
_csv.Dialect(delimiter=';').delimiter
_csv.Dialect(1,2)
'''.strip().splitlines():
    show(expression)
