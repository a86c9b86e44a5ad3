# Names of built-in functions and classes.
for f in (abs, all, any, ascii, bin, callable, chr, compile, delattr, dir, divmod, eval, exec, format, getattr, globals, hasattr, hash, hex, id, input,
          isinstance, issubclass, iter, len, locals, max, min, next, oct, open, ord, pow, print, repr, round, setattr, sorted, sum, vars):
    print(f.__name__, end=" ")
print()
for c in (bool, bytearray, bytes, classmethod, dict, enumerate, filter, float, frozenset, int, list, map, object, property, range, reversed, set, slice,
          staticmethod, str, super, tuple, type, zip):
    print(c.__name__, end=" ")
print()
print(len, print, int, str, ValueError, type(len).__name__, len.__module__, int.__module__)
print(None, True, False, Ellipsis, NotImplemented, __debug__)
print([e.__name__ for e in (ValueError, TypeError, KeyError, IndexError, AttributeError, NameError, ZeroDivisionError, OSError, EOFError, StopIteration, RuntimeError)])
