"""The errors of configparser, with their texts."""

MAX_INTERPOLATION_DEPTH = 10


class Error(Exception):
    """The base of the errors of this module."""

    def __init__(self, msg=""):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    """There is no such section."""

    def __init__(self, section):
        Error.__init__(self, "No section: %r" % (section,))
        self.section = section
        self.args = (section,)


def _already(where, lineno, what):
    """The text of an error about something that is there twice."""
    text = ["While reading from ", repr(where)]
    if lineno is not None:
        text.append(" [line {0:2d}]".format(lineno))
    return "".join(text) + ": " + what + " already exists"


class DuplicateSectionError(Error):
    """A section is there twice."""

    def __init__(self, section, source=None, lineno=None):
        if source is not None:
            message = _already(source, lineno, "section " + repr(section))
        else:
            message = "Section " + repr(section) + " already exists"
        Error.__init__(self, message)
        self.section = section
        self.source = source
        self.lineno = lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    """An option of a section is there twice."""

    def __init__(self, section, option, source=None, lineno=None):
        if source is not None:
            message = _already(source, lineno,
                               "option " + repr(option) + " in section " + repr(section))
        else:
            message = "Option " + repr(option) + " in section " + repr(section) \
                + " already exists"
        Error.__init__(self, message)
        self.section = section
        self.option = option
        self.source = source
        self.lineno = lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    """There is no such option in a section."""

    def __init__(self, option, section):
        Error.__init__(self, "No option %r in section: %r" % (option, section))
        self.option = option
        self.section = section
        self.args = (option, section)


class InterpolationError(Error):
    """A value cannot be put together."""

    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option = option
        self.section = section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    """A value refers to something that is not there."""

    def __init__(self, option, section, rawval, reference):
        message = ("Bad value substitution: option {!r} in section {!r} contains an "
                   "interpolation key {!r} which is not a valid option name. Raw value: {!r}"
                   .format(option, section, reference, rawval))
        InterpolationError.__init__(self, option, section, message)
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    """A value contains a reference that is not well formed."""


class InterpolationDepthError(InterpolationError):
    """References lead to references too many times."""

    def __init__(self, option, section, rawval):
        message = ("Recursion limit exceeded in value substitution: option {!r} in section {!r} "
                   "contains an interpolation key which cannot be substituted in {} steps. Raw "
                   "value: {!r}".format(option, section, MAX_INTERPOLATION_DEPTH, rawval))
        InterpolationError.__init__(self, option, section, message)
        self.args = (option, section, rawval)


class ParsingError(Error):
    """Lines of a file cannot be read."""

    def __init__(self, source, *args):
        super().__init__(f"Source contains parsing errors: {source!r}")
        self.source = source
        self.errors = []
        self.args = (source,)
        if args:
            self.append(*args)

    def append(self, lineno, line):
        """Add a line."""
        self.errors.append((lineno, line))
        self.message += "\n\t[line %2d]: %s" % (lineno, repr(line))

    def combine(self, others):
        """Add the lines of other errors."""
        for other in others:
            for error in other.errors:
                self.append(*error)
        return self

    @staticmethod
    def _raise_all(exceptions):
        """Raise several errors as one."""
        exceptions = iter(exceptions)
        first = next(exceptions, None)
        if first is not None:
            raise first.combine(exceptions)


class MissingSectionHeaderError(ParsingError):
    """A line stands before the first section."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, "File contains no section headers.\nfile: %r, line: %d\n%r"
                       % (filename, lineno, line))
        self.source = filename
        self.lineno = lineno
        self.line = line
        self.args = (filename, lineno, line)


class MultilineContinuationError(ParsingError):
    """An option without a value has a line that goes on."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, "Key without value continued with an indented line.\n"
                             "file: %r, line: %d\n%r" % (filename, lineno, line))
        self.source = filename
        self.lineno = lineno
        self.line = line
        self.args = (filename, lineno, line)


for _each in (Error, NoSectionError, DuplicateSectionError, DuplicateOptionError, NoOptionError,
              InterpolationError, InterpolationMissingOptionError, InterpolationSyntaxError,
              InterpolationDepthError, ParsingError, MissingSectionHeaderError,
              MultilineContinuationError):
    _each.__module__ = "configparser"
