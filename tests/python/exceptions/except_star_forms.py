"""except*: parts that match, what is left, and what is refused."""


def handle(error):
    log = []
    try:
        try:
            raise error
        except* ValueError as group:
            log.append(("values", [repr(e) for e in group.exceptions]))
        except* (TypeError, KeyError) as group:
            log.append(("types", [repr(e) for e in group.exceptions]))
        else:
            log.append("else")
        finally:
            log.append("finally")
    except BaseException as left:
        log.append(("left", repr(left)))
    return log


print(handle(ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])))
print(handle(ValueError("alone")))
print(handle(ExceptionGroup("g", [ExceptionGroup("h", [KeyError(1), ValueError(2)])])))
print(handle(KeyboardInterrupt("stop")))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise RuntimeError("new")
except ExceptionGroup as group:
    print(repr(group), [repr(e.__context__) for e in group.exceptions])
try:
    try:
        raise ValueError
    except* 5:
        pass
except TypeError as error:
    print(error)
try:
    try:
        raise ExceptionGroup("g", [ValueError()])
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)
for source in ("try: pass\nexcept* ValueError: pass\nexcept TypeError: pass", "try: pass\nexcept*: pass", "def f():\n  try: pass\n  except* V: return 1",
               "for x in y:\n  try: pass\n  except* V: break", "for x in y:\n  try: pass\n  except* V: continue"):
    try:
        compile(source, "name", "exec")
        print("fine")
    except SyntaxError as error:
        print(error.msg)
