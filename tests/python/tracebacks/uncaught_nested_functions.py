"""An uncaught error and its traceback: nested functions."""

def a():
    def b():
        def c():
            return d
        return c()
    return b()


a()
