"""ExceptionGroup: what it holds, split, subgroup and derive."""

group = ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)]), KeyError(4)])
print(repr(group), group.message, len(group.exceptions))
match, rest = group.split(ValueError)
print(match, "|", rest)
print(repr(match))
print(repr(rest))
print(group.split(OSError)[0], group.subgroup(lambda e: isinstance(e, KeyError)), group.subgroup((TypeError, KeyError)), group.subgroup(ExceptionGroup) is group)
for act in (lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", 5), lambda: ExceptionGroup("m", [5]), lambda: ExceptionGroup(5, [ValueError()]),
            lambda: ExceptionGroup("m"), lambda: ExceptionGroup("m", [KeyboardInterrupt()]), lambda: group.split(5), lambda: group.split(),
            lambda: BaseExceptionGroup("m", [KeyboardInterrupt()]), lambda: BaseExceptionGroup("m", [ValueError()])):
    try:
        print(repr(act()))
    except Exception as error:
        print(type(error).__name__, error)


class Own(ExceptionGroup):
    def derive(self, exceptions):
        return Own("derived", exceptions)


own = Own("own", [ValueError(1), TypeError(2)])
own.add_note("note")
part = own.subgroup(ValueError)
print(repr(part), part.__notes__)
