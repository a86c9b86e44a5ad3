"""break, continue and return go through finally, which may change their mind."""


def f(how):
    log = []
    for i in range(3):
        try:
            log.append(i)
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "return":
                return log, "returned"
            raise KeyError(i)
        except KeyError:
            log.append("caught")
        finally:
            log.append("finally")
    else:
        log.append("else")
    return log


for how in ("break", "continue", "return", "raise"):
    print(how, f(how))


def overrides():
    while True:
        try:
            return "try"
        finally:
            break
    return "after the loop"


def swallowed():
    for i in range(2):
        try:
            raise ValueError
        finally:
            continue
    return i


def last_wins():
    try:
        return 1
    finally:
        return 2


print(overrides(), swallowed(), last_wins())
for source in ("break", "continue", "def f(): break", "if 1: continue", "for x in y:\n    def f(): break", "class C:\n    break",
               "return 1", "yield 1", "class C: return"):
    try:
        compile(source, "name", "exec")
        print(source, "fine")
    except SyntaxError as error:
        print(source.replace("\n", ";"), "-", error.msg)
