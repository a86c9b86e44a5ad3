# Notes are kept on the exception.
error = ValueError("base")
print(hasattr(error, "__notes__"))
error.add_note("first note")
error.add_note("second note")
print(error.__notes__, str(error), repr(error))
try:
    error.add_note(5)
except TypeError as e:
    print(e)
try:
    try:
        raise error
    except ValueError as e:
        e.add_note("third")
        raise
except ValueError as e:
    print(e.__notes__)
