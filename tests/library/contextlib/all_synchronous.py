import contextlib, io, sys, os
from contextlib import *
@contextmanager
def tag(name):
    "doc of tag"
    print("<%s>" % name)
    try:
        yield name.upper()
    finally:
        print("</%s>" % name)
with tag("h1") as t:
    print(t)
@tag("deco")
def f(x): return x+1
print(f(1), f(2), f.__name__)
print(tag.__doc__, tag("x").__doc__)
@contextmanager
def none():
    if False: yield
@contextmanager
def two():
    yield 1
    yield 2
for m in none, two:
    try:
        with m(): pass
    except RuntimeError as e: print(repr(e), e.__cause__, e.__suppress_context__)
try:
    with two():
        raise KeyError(1)
except KeyError as e: print(repr(e))
@contextmanager
def swallow():
    try: yield
    except ValueError as e: print("got", repr(e))
with swallow(): raise ValueError(3)
@contextmanager
def bad():
    try: yield
    except ValueError: yield 5
try:
    with bad(): raise ValueError
except RuntimeError as e: print(repr(e), repr(e.__context__))
@contextmanager
def change():
    try: yield
    except ValueError as e: raise KeyError("x") from e
try:
    with change(): raise ValueError("v")
except KeyError as e: print(repr(e), repr(e.__cause__))
try:
    with tag("s"): raise StopIteration("spam")
except StopIteration as e: print(repr(e))
try:
    with tag("s"): next(iter([]))
except StopIteration as e: print(repr(e))
class C:
    def close(self): print("closed")
with closing(C()) as c: print(type(c).__name__)
buf = io.StringIO()
with redirect_stdout(buf): print("hi"); print("there")
print(repr(buf.getvalue()))
with redirect_stderr(buf) as b: print("err", file=sys.stderr); print(b is buf)
with suppress(ValueError, KeyError): {}[1]
try:
    with suppress(ValueError): {}[1]
except KeyError as e: print("not", e)
try:
  with suppress(ValueError):
    raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except ExceptionGroup as e: print(repr(e))
with suppress(ValueError, TypeError):
    raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
with nullcontext(5) as n: print(n)
with nullcontext() as n: print(n)
old=os.getcwd()
with chdir("/"): print(os.getcwd())
print(old==os.getcwd())
with ExitStack() as st:
    a = st.enter_context(tag("a")); b = st.enter_context(tag("b"))
    st.callback(print, "cb", 1, sep="-")
    @st.callback
    def last(): print("last")
    def ex(t,v,tb): print("ex", t); return True
    st.push(ex)
    print(a,b)
    raise ValueError("inside")
print("after")
try:
    with ExitStack() as st:
        st.enter_context(5)
except TypeError as e: print(e)
st = ExitStack()
with st:
    st.callback(print, "kept")
    new = st.pop_all()
print("not yet"); new.close()
try:
  with ExitStack() as st:
    def r1(*a): raise KeyError("k")
    def r2(*a): raise IndexError("i")
    st.push(r1); st.push(r2)
    raise ValueError("v")
except Exception as e:
    while e: print(repr(e)); e = e.__context__
class M(ContextDecorator):
    def __enter__(self): print("en"); return self
    def __exit__(self, *a): print("ex"); return False
@M()
def g(): print("body"); return 5
print(g())
print(isinstance(M(), AbstractContextManager), isinstance(5, AbstractContextManager), issubclass(M, AbstractAsyncContextManager))
try: AbstractContextManager()
except TypeError as e: print(e)
print(AbstractContextManager[int])
class CM:
    def __enter__(self): return 1
try:
    with ExitStack() as s: s.enter_context(CM())
except TypeError as e: print(e)
m = tag("once")
with m: pass
try:
    with m: pass
except Exception as e: print(type(e), e)
print(sorted(contextlib.__all__))
