from unittest.mock import *
import os
m = Mock()
m.a.b.return_value = 5
print(m.a.b(1, x=2), m.a.b.call_args, m.mock_calls, m.method_calls, m.a.b.called, m.a.b.call_count)
m.a.b.assert_called_with(1, x=2)
m.a.b.assert_called_once_with(1, x=2)
for f in (lambda: m.a.b.assert_called_with(2), lambda: m.a.b.assert_not_called(), lambda: m.z.assert_called(), lambda: m.a.b.assert_any_call(7), lambda: m.assert_has_calls([call.x()]), lambda: m.asert_foo, lambda: m.called_once):
    try: print(f())
    except (AssertionError, AttributeError) as e: print(type(e).__name__, e)
m.side_effect = [1, 2, ValueError("v")]
print(m(), m())
try: m()
except ValueError as e: print(e)
try: m()
except StopIteration: print("stop")
mm = MagicMock()
mm.__getitem__.return_value = 3
print(mm[1], len(mm), int(mm), list(mm), bool(mm), 3 in mm, mm == mm, mm == 3, mm < 3 if False else "")
with mm as x: print(x is mm.__enter__.return_value)
mm.__str__.return_value = "str"; print(str(mm))
mm.__iter__.return_value = [1,2]; print(list(mm), list(mm))
with patch("os.getcwd", return_value="/x") as g:
    print(os.getcwd(), g.called)
print(os.getcwd() != "/x")
with patch.object(os, "sep", "!"): print(os.sep)
with patch.dict(os.environ, {"QQ": "1"}): print(os.environ["QQ"])
print("QQ" in os.environ)
@patch("os.listdir")
@patch("os.getpid")
def f(a, b): print(a is os.getpid, b is os.listdir); return a
print(f()._mock_name)
class C:
    def m(self, a, b=1): return a
    x = 3
s = Mock(spec=C); print(isinstance(s, C), s.m(1) is not None)
try: s.nope
except AttributeError as e: print(e)
a = create_autospec(C)
i = a()
i.m(1)
try: i.m()
except TypeError as e: print(e)
def fn(a, b): pass
g = create_autospec(fn, return_value=4); print(g(1, 2)); g.assert_called_once_with(1, 2)
try: g(1)
except TypeError as e: print(e)
mo = mock_open(read_data="l1\nl2\n")
with patch("builtins.open", mo):
    with open("f") as h: print(h.read())
    print([l for l in open("g")])
mo.assert_any_call("f"); print(mo.mock_calls[:2])
print(call(1, a=2), call.foo.bar(3), call(1)==call(1), sentinel.x, ANY == 5, [call(1), call(2)] == [call(1), call(ANY)])
w = Mock(wraps=len); print(w([1,2]))
class P: pass
with patch.object(P, "v", new_callable=PropertyMock, create=True) as pm:
    pm.return_value = 9; print(P().v)
mm.reset_mock(); print(mm.mock_calls)
q = Mock(name="thing"); print(repr(q)[:18], repr(q.foo())[:24])
q.configure_mock(**{"a.return_value": 3, "b": 4}); print(q.a(), q.b)
seal(q)
try: q.new
except AttributeError as e: print(e)
del m.deleted
print(hasattr(m, "deleted"))
print(m.return_value is not None, DEFAULT)
try: patch("nodots").start()
except TypeError as e: print(e)
try:
    with patch.object(C, "nothing_here"): pass
except AttributeError as e: print(e)
