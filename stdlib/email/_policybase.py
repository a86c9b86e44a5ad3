"""email._policybase: what a policy is, and the one that treats headers as they always were."""

from email import charset as _charset, header

__all__ = ['Policy', 'Compat32', 'compat32']


class _PolicyBase:
    """Settings that are given at birth; `clone` and `+` make others of them."""

    def __init__(self, **kw):
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError('{!r} is an invalid keyword argument for {}'.format(
                    name, self.__class__.__name__))
            super().__setattr__(name, value)

    def __repr__(self):
        args = ['{}={!r}'.format(name, value) for name, value in self.__dict__.items()]
        return '{}({})'.format(self.__class__.__name__, ', '.join(args))

    def clone(self, **kw):
        """A copy with other settings."""
        made = self.__class__.__new__(self.__class__)
        for name, value in self.__dict__.items():
            object.__setattr__(made, name, value)
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError('{!r} is an invalid keyword argument for {}'.format(
                    name, self.__class__.__name__))
            object.__setattr__(made, name, value)
        return made

    def __setattr__(self, name, value):
        if hasattr(self, name):
            text = '{!r} object attribute {!r} is read-only'
        else:
            text = '{!r} object has no attribute {!r}'
        raise AttributeError(text.format(self.__class__.__name__, name))

    def __add__(self, other):
        """A policy with the settings of both, the right one's first."""
        return self.clone(**other.__dict__)


class Policy(_PolicyBase):
    """How messages are read and written."""

    raise_on_defect = False
    linesep = '\n'
    cte_type = '8bit'
    max_line_length = 78
    mangle_from_ = False
    message_factory = None
    verify_generated_headers = True

    def handle_defect(self, obj, defect):
        """Raise a defect, or note it."""
        if self.raise_on_defect:
            raise defect
        self.register_defect(obj, defect)

    def register_defect(self, obj, defect):
        """Note a defect."""
        obj.defects.append(defect)

    def header_max_count(self, name):
        """How many headers of a name there may be; None for any number."""
        return None

    def header_source_parse(self, sourcelines):
        """Name and value of a header's lines."""
        raise NotImplementedError

    def header_store_parse(self, name, value):
        """Name and value as they are stored when a program sets a header."""
        raise NotImplementedError

    def header_fetch_parse(self, name, value):
        """A stored value as programs see it."""
        raise NotImplementedError

    def fold(self, name, value):
        """A header as lines of text."""
        raise NotImplementedError

    def fold_binary(self, name, value):
        """A header as lines of bytes."""
        raise NotImplementedError


class Compat32(Policy):
    """Headers are plain str, or Header objects."""

    mangle_from_ = True

    def _sanitize_header(self, name, value):
        if isinstance(value, str) and _has_surrogates(value):
            return header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
        return value

    def header_source_parse(self, sourcelines):
        """Name and value of a header's lines."""
        name, value = sourcelines[0].split(':', 1)
        value = ''.join((value, *sourcelines[1:])).lstrip(' \t\r\n')
        return name, value.rstrip('\r\n')

    def header_store_parse(self, name, value):
        """As they are."""
        return name, value

    def header_fetch_parse(self, name, value):
        """As it is, bytes beyond ASCII made visible."""
        return self._sanitize_header(name, value)

    def fold(self, name, value):
        """A header as lines of text."""
        return self._fold(name, value, sanitize=True)

    def fold_binary(self, name, value):
        """A header as lines of bytes."""
        folded = self._fold(name, value, sanitize=self.cte_type == '7bit')
        return folded.encode('ascii', 'surrogateescape')

    def _fold(self, name, value, sanitize):
        parts = ['%s: ' % name]
        made = None
        if isinstance(value, str):
            if _has_surrogates(value):
                if sanitize:
                    made = header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
                else:
                    # Bytes that came so leave so.
                    parts.append(value)
            else:
                made = header.Header(value, header_name=name)
        else:
            made = value
        if made is not None:
            maxlinelen = 0
            if self.max_line_length is not None:
                maxlinelen = self.max_line_length
            parts.append(made.encode(linesep=self.linesep, maxlinelen=maxlinelen))
        parts.append(self.linesep)
        return ''.join(parts)


def _has_surrogates(s):
    """Whether a str carries bytes that could not be decoded."""
    try:
        s.encode()
        return False
    except UnicodeEncodeError:
        return True


compat32 = Compat32()
