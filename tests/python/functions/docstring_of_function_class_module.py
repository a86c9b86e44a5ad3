"""The module's own documentation."""


def documented():
    """One line."""


def several_lines():
    """First.

    Second, indented.
    """


def none():
    x = "not a docstring"
    return x


class Documented:
    "Class text."

    def method(self):
        'Method text.'


print(__doc__)
print(documented.__doc__, documented())
print(repr(several_lines.__doc__))
print(none.__doc__)
print(Documented.__doc__, Documented.method.__doc__)
