"""email: messages of mail, made, read and written.

| module | holds |
|---|---|
| `message` | Message, EmailMessage |
| `parser`, `feedparser` | text to message |
| `generator` | message to text |
| `policy`, `_policybase` | the two ways of treating headers: compat32 and EmailPolicy |
| `header`, `charset`, `encoders` | encoded words and bodies |
| `headerregistry`, `_folding` | headers with structure, for EmailPolicy |
| `contentmanager` | get_content and set_content |
| `mime` | parts of one type each |
| `utils`, `iterators`, `errors` | what the rest is made with |
"""

__all__ = ['base64mime', 'charset', 'encoders', 'errors', 'feedparser', 'generator', 'header',
           'iterators', 'message', 'message_from_file', 'message_from_binary_file',
           'message_from_string', 'message_from_bytes', 'mime', 'parser', 'quoprimime', 'utils']


def message_from_string(s, *args, **kws):
    """The message that a str holds."""
    from email.parser import Parser
    return Parser(*args, **kws).parsestr(s)


def message_from_bytes(s, *args, **kws):
    """The message that bytes hold."""
    from email.parser import BytesParser
    return BytesParser(*args, **kws).parsebytes(s)


def message_from_file(fp, *args, **kws):
    """The message in a text file."""
    from email.parser import Parser
    return Parser(*args, **kws).parse(fp)


def message_from_binary_file(fp, *args, **kws):
    """The message in a binary file."""
    from email.parser import BytesParser
    return BytesParser(*args, **kws).parse(fp)
