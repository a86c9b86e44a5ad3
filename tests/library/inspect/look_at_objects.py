import inspect, functools
class A:
    """Doc of A.

        indented
    """
    x = 1
    def m(self, a, b=2, *args, c, d=4, **kw) -> int:
        """doc m"""
        return (a +
            b)
    @staticmethod
    def s(x: int, /): pass
    @classmethod
    def c(cls, y): pass
    @property
    def p(self): return 1
print(A.__firstlineno__, A.__static_attributes__ if hasattr(A,'__static_attributes__') else None)
def deco(f):
    @functools.wraps(f)
    def w(*a, **k): return f(*a, **k)
    return w
@deco
def g(a, /, b: int = 3, *, c="x") -> str:
    # comment

    return a  # end
    # trailing

lam = lambda x, y=1: x
def gen(): yield 1
async def co(): pass
async def ag(): yield
for f in (A.m, A().m, A.s, A.c, g, lam, gen, co, len, print, functools.partial(g, 1, c=5), functools.partial(A.m, b=3), A, sorted, str.join, "".join):
    try: print(inspect.signature(f))
    except Exception as e: print(type(e).__name__, e)
print(inspect.getsource(g)); print(inspect.getsource(A)); print(inspect.getsource(A.m)); print(inspect.getsource(lam))
print(inspect.getdoc(A), inspect.getdoc(A.m), inspect.getdoc(len))
print([n for n,_ in inspect.getmembers(A, inspect.isfunction)], inspect.getmembers(A(), inspect.ismethod)[0][0])
print(inspect.getfullargspec(A.m)); print(inspect.getcallargs(g, 1))
for k in ('isfunction','isgeneratorfunction','iscoroutinefunction','isasyncgenfunction','isbuiltin','isclass','isroutine','ismethod','ismethoddescriptor','isdatadescriptor'):
    print(k, [getattr(inspect,k)(o) for o in (A, A.m, A().m, gen, co, ag, len, str.join, A.p, "".join, int.real, int.__add__)])
def outer():
    return [ (f.function, f.lineno, f.code_context) for f in inspect.stack()]
print(outer())
print(inspect.getframeinfo(inspect.currentframe())[1:])
b = inspect.signature(A.m).bind(1, 2, 3, 4, c=5, z=6)
print(b, b.args, b.kwargs); b2=inspect.signature(g).bind(1); b2.apply_defaults(); print(b2.arguments)
for a,k in [((),{}),((1,2,3),{}),((1,),{'q':1}),((1,2),{'b':1})]:
    try: inspect.signature(g).bind(*a,**k)
    except TypeError as e: print(e)
x = gen(); print(inspect.getgeneratorstate(x)); next(x); print(inspect.getgeneratorstate(x)); x.close(); print(inspect.getgeneratorstate(x))
n=3
def cl():
    z=n
    def inner(): return z, n, len, nope
    return inner
print(inspect.getclosurevars(cl()))
print(inspect.cleandoc("  a\n    b\n      c\n"))
for bad in (lambda: inspect.signature(3), lambda: inspect.signature(int), lambda: inspect.getsource(len), lambda: inspect.getfile(3), lambda: inspect.Parameter("1", 0), lambda: inspect.Parameter("a", 9), lambda: inspect.Signature([inspect.Parameter("a", 3), inspect.Parameter("b", 0)])):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
p = inspect.Parameter("a", inspect.Parameter.KEYWORD_ONLY, default=3, annotation=int)
print(p, repr(p), p.kind, p.kind.description, p.replace(name="b"), p == p.replace(), inspect.Parameter.empty)
s = inspect.Signature([p], return_annotation=list[int])
print(s, repr(s), s.parameters["a"].default, s.replace(parameters=[]), s == s.replace(), hash(s) == hash(s.replace()))
print(inspect.signature(g).format(max_width=10))
print(inspect.getmro(bool), inspect.isabstract(A), inspect.getmodulename("/a/b.py"), inspect.getmodule(A).__name__)
print(inspect.unwrap(g).__name__, inspect.get_annotations(g), inspect.getsourcelines(lam))
try:
    outer(1)
except TypeError as e:
    print(inspect.getinnerframes(e.__traceback__)[0].function)
