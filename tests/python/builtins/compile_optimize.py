"""compile(optimize=) leaves out asserts, and then docstrings."""

source = '''def f():
    "doc"
    try:
        assert False
    except AssertionError:
        return True, __debug__, f.__doc__
    return False, __debug__, f.__doc__
'''
for level in (-1, 0, 1, 2):
    space = {}
    exec(compile(source, "name", "exec", optimize=level), space)
    print(level, space["f"]())
for level in (-2, 3):
    try:
        compile("1", "name", "eval", optimize=level)
    except ValueError as error:
        print(error)
try:
    compile("1", "name", "other")
except ValueError as error:
    print(error)
try:
    compile("1", "name", "eval", 1 << 30)
except ValueError as error:
    print(error)
try:
    compile(5, "name", "eval")
except TypeError as error:
    print(error)
try:
    compile("a\0b", "name", "exec")
except SyntaxError as error:
    print(error, error.args, error.filename)
