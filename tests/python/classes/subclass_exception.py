# Exceptions with attributes.
class AppError(Exception):
    pass


class CodeError(AppError):
    def __init__(self, code, message="no message"):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[0]}"


for make in (lambda: AppError("plain"), lambda: CodeError(3), lambda: CodeError(4, "bad")):
    try:
        raise make()
    except AppError as error:
        print(type(error).__name__, error, repr(error), error.args)


class Silent(Exception):
    def __init__(self, a, b):
        self.both = a + b


try:
    raise Silent(1, 2)
except Silent as error:
    print(error.both, error.args, str(error))
try:
    raise CodeError
except TypeError as error:
    print(error)
