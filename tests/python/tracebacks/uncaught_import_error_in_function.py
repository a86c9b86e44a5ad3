"""An uncaught error and its traceback: import error in function."""

def load():
    import nothing_like_this


load()
