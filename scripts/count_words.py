"""Count the words of a text and print the most frequent ones with a bar each."""

import re
from collections import Counter
from io import StringIO

TEXT = """The notes are short. The notes are typed by hand,
and the slips in the notes are explained."""


def words(f):
    """The words of an object like a file, in small letters."""
    for line in f:
        yield from re.findall(r'[a-z]+', line.lower())


def main():
    counts = Counter(words(StringIO(TEXT)))
    for word, count in counts.most_common(4):
        print('%-6s %s %d' % (word, '#' * count, count))
    print('%d words, %d different' % (sum(counts.values()), len(counts)))


if __name__ == '__main__':
    main()
