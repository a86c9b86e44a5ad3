"""repr() with what it takes and what it refuses."""


def show(label, call):
    try:
        print(label, "->", repr(call()))
    except Exception as error:
        print(label, "->", type(error).__name__, "-", error)


show('repr("it\'s")', lambda: repr("it's"))
show('repr(\'a"b\')', lambda: repr('a"b'))
show('repr("it\'s \\\\"x\\\\"")', lambda: repr("it's \\"x\\""))
show('repr("\\\\n\\\\x00\\\\x7f\\\\xa0")', lambda: repr("\\n\\x00\\x7f\\xa0"))
show('repr("中😀\\\\u200b")', lambda: repr("中😀\\u200b"))
show('repr(b"a\'\\\\xff")', lambda: repr(b"a'\\xff"))
show("repr(1.0)", lambda: repr(1.0))
show("repr(1e16)", lambda: repr(1e16))
show("repr(1e-5)", lambda: repr(1e-5))
show('repr([1, "a", None])', lambda: repr([1, "a", None]))
show("repr((1,))", lambda: repr((1,)))
show("repr({1: {2}})", lambda: repr({1: {2}}))
show("repr(set())", lambda: repr(set()))
show("repr(frozenset())", lambda: repr(frozenset()))
show("repr(...)", lambda: repr(...))
show("repr(NotImplemented)", lambda: repr(NotImplemented))
show("repr(int)", lambda: repr(int))
show("repr(len)", lambda: repr(len))
show("repr()", lambda: repr())
