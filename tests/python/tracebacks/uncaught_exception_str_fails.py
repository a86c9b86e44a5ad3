# An exception whose text cannot be made.
class Broken(Exception):
    def __str__(self):
        raise ValueError("no text")


raise Broken("x")
