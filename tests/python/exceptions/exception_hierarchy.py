# Which class is below which.
pairs = [
    (KeyError, LookupError), (IndexError, LookupError), (ZeroDivisionError, ArithmeticError),
    (OverflowError, ArithmeticError), (UnicodeDecodeError, ValueError), (FileNotFoundError, OSError),
    (ModuleNotFoundError, ImportError), (RecursionError, RuntimeError),
    (NotImplementedError, RuntimeError), (IndentationError, SyntaxError), (TabError, IndentationError),
    (UnboundLocalError, NameError), (KeyboardInterrupt, Exception), (SystemExit, Exception),
    (GeneratorExit, Exception), (StopIteration, Exception), (Exception, BaseException),
]
for child, parent in pairs:
    print(child.__name__, parent.__name__, issubclass(child, parent))
print([c.__name__ for c in KeyError.__mro__])
print(IOError is OSError, EnvironmentError is OSError)
print(issubclass(PermissionError, OSError), issubclass(TimeoutError, OSError))
