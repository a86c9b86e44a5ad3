"""Escapes that mean nothing are warned of in f-strings as in other strings."""

import warnings

for source in (r"f'\d'", r"f'\{6 * 7}'", r"f'\{{\}}'", r"f'{1}\d{2}\e'", r"rf'\d{1}'", r"f'\777'", r"f'\N{DIGIT ONE}\d'",
               "f'''a\\d\n{1}\n\\e'''", r"f'{1:\d>3}'" , r"f'{'\d'}'"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = eval(source)
        except ValueError as error:
            result = error
    print(source, repr(result), [(str(w.message), w.lineno) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        eval(r"f'\d'")
    except SyntaxError as error:
        print(error.msg)
