# Clauses are tried in order; classes, tuples, bare except.
def classify(action):
    try:
        action()
    except ZeroDivisionError:
        return "zero division"
    except (KeyError, IndexError) as error:
        return "lookup " + type(error).__name__
    except ArithmeticError:
        return "arithmetic"
    except Exception as error:
        return "other " + type(error).__name__
    except:
        return "bare"
    return "none"


def stop():
    raise KeyboardInterrupt


print(classify(lambda: 1 / 0))
print(classify(lambda: {}["k"]))
print(classify(lambda: [][1]))
print(classify(lambda: 2.0 ** 10000))
print(classify(lambda: int("x")))
print(classify(stop))
print(classify(lambda: 1))
