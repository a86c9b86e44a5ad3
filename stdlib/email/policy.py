"""email.policy: the policies, and EmailPolicy, whose headers have structure."""

import re

from email._policybase import Compat32, Policy, _has_surrogates, compat32

__all__ = ['Compat32', 'compat32', 'Policy', 'EmailPolicy', 'default', 'strict', 'SMTP', 'HTTP']

_LINE_END = re.compile(r'\n|\r\n?')


class EmailPolicy(Policy):
    """Headers are str with attributes; text of any language may be given as it is."""

    utf8 = False
    refold_source = 'long'

    def __repr__(self):
        # What every policy of its own has is not worth showing.
        args = ['{}={!r}'.format(name, value) for name, value in self.__dict__.items()
                if name not in ('header_factory', 'message_factory', 'content_manager')]
        return '{}({})'.format(self.__class__.__name__, ', '.join(args))

    def header_max_count(self, name):
        """How many headers of a name there may be."""
        return self.header_factory[name].max_count

    def header_source_parse(self, sourcelines):
        """Name and value of a header's lines."""
        name, value = sourcelines[0].split(':', 1)
        value = ''.join((value, *sourcelines[1:])).lstrip(' \t\r\n')
        return name, value.rstrip('\r\n')

    def header_store_parse(self, name, value):
        """Name and value as they are stored."""
        if hasattr(value, 'name') and value.name.lower() == name.lower():
            return name, value
        if isinstance(value, str) and len(value.splitlines()) > 1:
            raise ValueError('Header values may not contain linefeed or carriage return '
                             'characters')
        return name, self.header_factory(name, value)

    def header_fetch_parse(self, name, value):
        """A stored value as programs see it."""
        if hasattr(value, 'name'):
            return value
        return self.header_factory(name, ''.join(_LINE_END.split(value)))

    def fold(self, name, value):
        """A header as lines of text."""
        return self._fold(name, value, refold_binary=True)

    def fold_binary(self, name, value):
        """A header as lines of bytes."""
        folded = self._fold(name, value, refold_binary=self.cte_type == '7bit')
        charset = 'utf8' if self.utf8 else 'ascii'
        return folded.encode(charset, 'surrogateescape')

    def _fold(self, name, value, refold_binary=False):
        if hasattr(value, 'name'):
            return value.fold(policy=self)
        most = self.max_line_length or float('inf')
        lines = _LINE_END.split(value)
        refold = (self.refold_source == 'all'
                  or self.refold_source == 'long'
                  and (lines and len(lines[0]) + len(name) + 2 > most
                       or any(len(x) > most for x in lines[1:])))
        if not refold:
            refold = refold_binary and (_has_surrogates(value) if not self.utf8
                                        else not value.isascii())
        if refold or (refold_binary and _has_surrogates(value)):
            return self.header_factory(name, ''.join(lines)).fold(policy=self)
        return name + ': ' + self.linesep.join(lines) + self.linesep


class _Lazy:
    """A setting whose default is not loaded before it is used."""

    def __init__(self, name, load):
        self._name = name
        self._load = load

    def __get__(self, policy, owner):
        made = self._load()
        if policy is not None:
            policy.__dict__[self._name] = made
        return made


def _load_registry():
    from email.headerregistry import HeaderRegistry
    return HeaderRegistry()


def _load_message():
    from email.message import EmailMessage
    return EmailMessage


def _load_manager():
    from email.contentmanager import raw_data_manager
    return raw_data_manager


EmailPolicy.header_factory = _Lazy('header_factory', _load_registry)
EmailPolicy.message_factory = _Lazy('message_factory', _load_message)
EmailPolicy.content_manager = _Lazy('content_manager', _load_manager)
default = EmailPolicy()
strict = default.clone(raise_on_defect=True)
SMTP = default.clone(linesep='\r\n')
HTTP = default.clone(linesep='\r\n', max_line_length=None)
SMTPUTF8 = SMTP.clone(utf8=True)
