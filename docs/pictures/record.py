#!/usr/bin/env python3
"""Make the pictures of docs/pictures from real sessions of biji: `python3 record.py path/to/biji`.

Each scene is typed into biji at a pseudo-terminal, and what the terminal would show is drawn as
SVG. The trace page is photographed by Chromium, where one is installed. Needs Python 3.9 or later
with nothing else, on a Unix.
"""

import html
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata

SCENES = {
    'prompt': (['-q'], 'en', [
        "names = ['Tom', 'Ann', 'Bob']",
        'names = names.sort()',
        "names.append('Eve')",
        '?',
        '%rhai',
        'print(json.dumps(#{notes: [1, 2, 3]}));',
        '%python',
        "import hashilb",
    ]),
    'explained': (['-q'], 'zh', [
        'print（1）',
        "open('poem.txt')",
        "f = open('a.txt', 'w'); f.colse()",
        '?',
    ]),
    'explained-en': (['-q'], 'en', [
        "age = '20'",
        'age + 1',
        '?',
        'import urllib',
        "urllib.request.urlopen('http://example.com')",
    ]),
    'lesson': (['learn', 'files/reading'], 'zh', ['l', 'q']),
}
TRACED = '''\
class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next

def total(node):
    result = 0
    while node is not None:
        result += node.value
        node = node.next
    return result

names = ['Bob', '小明']
same = names
same.append('Eve')
chain = Node(3, Node(2, Node(1)))
print(names)
print(total(chain))
'''
COLUMNS, FONT, CELL, LINE = 88, 14, 8.4, 19
COLORS = {30: '#555', 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 34: '#79c0ff',
          35: '#d2a8ff', 36: '#56d4dd', 90: '#8b949e', 91: '#ff7b72', 95: '#d2a8ff'}


def session(biji, arguments, language, lines):
    """What the terminal got, as a text with escape sequences."""
    folder = tempfile.mkdtemp()
    child, fd = pty.fork()
    if child == 0:
        os.chdir(folder)
        for name in ('NO_COLOR', 'PYTHONSTARTUP', 'LC_ALL'):
            os.environ.pop(name, None)
        os.environ.update(TERM='xterm', BIJI_LANG=language, LANG='C.UTF-8', XDG_STATE_HOME=folder,
                          HOME=folder, COLUMNS=str(COLUMNS - 8))
        os.execv(biji, [biji, *arguments])
    import fcntl, struct, termios
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 50, COLUMNS, 0, 0))
    got = b''

    def drain(pause):
        nonlocal got
        end = time.time() + pause
        while time.time() < end:
            if select.select([fd], [], [], 0.05)[0]:
                try:
                    part = os.read(fd, 65536)
                except OSError:
                    return
                if not part:
                    return
                got += part
                end = max(end, time.time() + 0.3)

    drain(1.5)
    for line in lines:
        os.write(fd, line.encode() + b'\r')
        drain(0.8)
    os.close(fd)
    os.waitpid(child, 0)
    return got.decode('utf-8', 'replace')


def screen(text):
    """The rows of the terminal: lists of cells (character, colour, bold)."""
    rows, row, column, color, bold = [[]], 0, 0, None, False
    for part in re.findall(r'\x1b\[[0-9;?]*[A-Za-z]|\x1b.|[^\x1b]', text):
        if part[0] == '\x1b':
            body, kind = part[2:-1], part[-1]
            numbers = [int(n) if n.isdigit() else 0 for n in body.split(';')]
            if kind == 'm':
                for n in numbers:
                    if n == 0:
                        color, bold = None, False
                    elif n == 1:
                        bold = True
                    elif n in COLORS:
                        color = COLORS[n]
                    elif n == 39:
                        color = None
            elif kind == 'K' and numbers[0] == 0:
                del rows[row][column:]
            elif kind == 'J' and numbers[0] == 0:
                del rows[row][column:]
                del rows[row + 1:]
            elif kind == 'A':
                row = max(0, row - max(1, numbers[0]))
            elif kind == 'C':
                column += max(1, numbers[0])
            elif kind == 'D':
                column = max(0, column - max(1, numbers[0]))
            elif kind == 'G':
                column = max(0, numbers[0] - 1)
            continue
        if part == '\n':
            row += 1
        elif part == '\r':
            column = 0
        elif part == '\b':
            column = max(0, column - 1)
        elif part >= ' ':
            wide = unicodedata.east_asian_width(part) in 'WF'
            if column + 1 + wide > COLUMNS:
                row, column = row + 1, 0
            while len(rows) <= row:
                rows.append([])
            line = rows[row]
            while len(line) < column:
                line.append((' ', None, False))
            cells = [(part, color, bold)] + [('', color, bold)] * wide
            line[column:column + len(cells)] = cells
            column += len(cells)
        while len(rows) <= row:
            rows.append([])
    while rows and not any(c[0].strip() for c in rows[-1]):
        rows.pop()
    return rows


def svg(rows):
    """The rows as a picture."""
    width, height = COLUMNS * CELL + 32, len(rows) * LINE + 44
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
           f'viewBox="0 0 {width:.0f} {height}">',
           '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
           '<g fill="#30363d"><circle cx="20" cy="16" r="5"/><circle cx="38" cy="16" r="5"/>'
           '<circle cx="56" cy="16" r="5"/></g>',
           f'<g font-family="Menlo,Consolas,\'DejaVu Sans Mono\',\'Noto Sans Mono CJK SC\',monospace" '
           f'font-size="{FONT}" fill="#e6edf3"'
           '>']
    for number, row in enumerate(rows):
        column = 0
        while column < len(row):
            _, color, bold = row[column]
            wide = unicodedata.east_asian_width(row[column][0] or 'a') in 'WF'
            end = column
            while end < len(row) and row[end][1:] == (color, bold):
                now = unicodedata.east_asian_width(row[end][0] or 'a') in 'WF'
                if row[end][0] and now != wide:
                    break
                end += 1
            text = ''.join(c[0] for c in row[column:end])
            # Spaces that no browser takes away.
            visible, text = text.strip(), text.replace(' ', '\u00a0')
            if visible:
                style = (f' fill="{color}"' if color else '') + (' font-weight="bold"' if bold else '')
                out.append(f'<text x="{16 + column * CELL:.1f}" y="{44 + number * LINE}" '
                           f'textLength="{(end - column) * CELL:.1f}"{style}>'
                           f'{html.escape(text)}</text>')
            column = max(end, column + 1)
    return '\n'.join(out + ['</g>', '</svg>', ''])


def photograph(biji, target):
    """The trace page of a program, in the middle of it."""
    names = ('chromium', 'chromium-browser', 'google-chrome')
    browser = next(filter(None, map(shutil.which, names)), None)
    if browser is None:
        print('trace: no Chromium here')
        return
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'program.py'), 'w', encoding='utf-8') as f:
            f.write(TRACED)
        subprocess.run([biji, 'trace', 'program.py', '-o', 'page.html'], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        subprocess.run([browser, '--headless', '--no-sandbox', '--disable-gpu', '--lang=en',
                        '--hide-scrollbars', '--window-size=1000,560', '--virtual-time-budget=2000',
                        f'--user-data-dir={folder}/profile', '--screenshot=' + target,
                        f'file://{folder}/page.html#19'], check=True, timeout=120,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print('trace', os.path.getsize(target), 'bytes')


def main():
    """Draw all scenes."""
    biji = os.path.abspath(sys.argv[1])
    place = os.path.dirname(os.path.abspath(__file__))
    for name, (arguments, language, lines) in SCENES.items():
        rows = screen(session(biji, arguments, language, lines))[:44]
        with open(os.path.join(place, name + '.svg'), 'w', encoding='utf-8') as f:
            f.write(svg(rows))
        print(name, len(rows), 'lines')
    photograph(biji, os.path.join(place, 'trace.png'))


if __name__ == '__main__':
    main()
