"""email._folding: headers as lines that are short enough, for EmailPolicy."""

import re

from email import base64mime, quoprimime

_WORDS = re.compile(r'([ \t]+)')
# What encloses a word that is encoded, and stays outside of it.
_AROUND = re.compile(r'^([("<]*)(.*?)([)">,;:]*)$', re.DOTALL)
_CHROME = len('=?utf-8?q??=')


def encode_word(text):
    """A text as one encoded word, in the shorter of the two ways."""
    data = text.encode('utf-8', 'surrogateescape')
    charset = 'unknown-8bit' if any('\udc80' <= c <= '\udcff' for c in text) else 'utf-8'
    if quoprimime.header_length(data) - base64mime.header_length(data) < 5:
        return quoprimime.header_encode(data, charset)
    return base64mime.header_encode(data, charset)


def _encode_run(text, first, room):
    """A text as encoded words that each fit on a line."""
    words = []
    space = first
    while text:
        end = len(text)
        while end > 1 and len(encode_word(text[:end])) > space:
            end -= max(1, (len(encode_word(text[:end])) - space) // 12)
            end = max(end, 1)
        if words or len(encode_word(text[:end])) <= space or space == room:
            words.append(encode_word(text[:end]))
            text = text[end:]
        else:
            words.append('')
        space = room
    return words


def _tokens(text):
    """Pairs of space and word."""
    parts = _WORDS.split(text)
    tokens = []
    space = ''
    for at, part in enumerate(parts):
        if at % 2:
            space = part
        elif part or at == 0:
            tokens.append((space, part))
            space = ''
    if space:
        tokens.append((space, ''))
    return tokens


def fold_words(name, text, policy):
    """The lines of a header."""
    most = policy.max_line_length or float('inf')
    if most == float('inf'):
        room = 10 ** 6
    else:
        room = most
    lines = [name + ':']
    run = []

    def put(space, word):
        if not space:
            space = ' ' if lines[-1].endswith(':') and len(lines) == 1 else ''
        if len(lines[-1]) + len(space) + len(word) > room and lines[-1].strip() and space:
            lines.append(space + word)
        else:
            lines[-1] += space + word

    def flush():
        if not run:
            return
        space = run[0][0] or ' '
        joined = ''.join((s if at else '') + w for at, (s, w) in enumerate(run))
        before, inside, behind = _AROUND.match(joined).groups()
        if not before.strip('"') and not behind.replace(',', '').strip('"'):
            # Quotes are not needed around an encoded word.
            before, behind = before.strip('"'), behind.replace('"', '')
        words = _encode_run(inside, room - len(lines[-1]) - len(space) - len(before),
                            room - 1 - len(behind))
        for at, word in enumerate(words):
            if at == 0:
                if word:
                    lines[-1] += space + before + word
            else:
                lines.append(' ' + (before if at == 1 and not words[0] else '') + word)
        lines[-1] += behind
        run.clear()

    for space, word in _tokens(text):
        if word.isascii() or policy.utf8:
            flush()
            put(space, word)
        else:
            run.append((space, word))
            if word[-1:] in ',;:>':
                flush()
    flush()
    if len(lines) == 1 and lines[0] == name + ':':
        lines[0] += ' '
    return policy.linesep.join(lines) + policy.linesep
