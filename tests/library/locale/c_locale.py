"""What the C locale tells and formats."""

import locale


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
locale.setlocale(locale.LC_ALL), locale.setlocale(locale.LC_ALL,'C'), locale.setlocale(locale.LC_ALL), locale.getlocale(), locale.localeconv()
locale.setlocale(locale.LC_ALL,'xx_YY')
locale.format_string('%d',1234567,grouping=True), locale.format_string('%.2f %s %%',(1234.5,'a'),grouping=True), locale.format_string('%(a)d',{'a':5}), locale.str(1.5), locale.atof('1.5'), locale.atoi('12'), locale.delocalize('1,2'), locale.localize('1234.5',True), locale.format_string('%*d',(5,42))
locale.currency(5)
locale.strcoll('a','b')<0, locale.strxfrm('a'), sorted(['b','a'],key=locale.strxfrm)
locale.getpreferredencoding(), locale.getencoding(), locale.nl_langinfo(locale.CODESET), locale.nl_langinfo(locale.DAY_1), locale.nl_langinfo(locale.MON_12), locale.nl_langinfo(locale.ABMON_1), locale.nl_langinfo(locale.RADIXCHAR), locale.CHAR_MAX, locale.LC_ALL, locale.LC_TIME
locale.Error.__mro__
locale.normalize('en_US.utf8'), locale.normalize('C'), locale.normalize('zh_CN.UTF-8')
locale.setlocale(locale.LC_ALL,''), locale.getlocale(locale.LC_CTYPE), locale.setlocale(locale.LC_TIME,'C.UTF-8')
locale.setlocale(locale.LC_ALL,('C','UTF-8')), locale.setlocale(locale.LC_ALL,3)
'''.strip().splitlines():
    show(expression)
