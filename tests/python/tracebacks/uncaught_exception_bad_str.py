"""An uncaught error and its traceback: exception bad str."""

class Bad(Exception):
    def __str__(self):
        raise RuntimeError


raise Bad
