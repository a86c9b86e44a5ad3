"""Runs the programs of a batch, one after the other, and writes what each of them showed.

    INTERPRETER run_batch.py PROGRAMS.json RESULTS.json

Reads a list of texts; writes a list of texts. Each program has a function `show`, which notes its
arguments as text.
"""

import json
import sys

LIMIT = 4000


def text_of(value):
    """A value as text, without what differs from run to run."""
    text = value if isinstance(value, str) else repr(value)
    at = text.find(" at 0x")
    while at >= 0:
        end = at + 6
        while end < len(text) and text[end] in "0123456789abcdef":
            end += 1
        text = text[:at] + " at HERE" + text[end:]
        at = text.find(" at 0x", at + 8)
    return text[:300]


def run(number, source):
    """What a program shows, and how it ends."""
    shown = []

    def show(*values):
        if len(shown) < LIMIT:
            try:
                shown.append(" ".join(map(text_of, values)))
            except Exception as error:
                shown.append(f"show: {type(error).__name__}: {error}")

    class Out:
        def write(self, text):
            shown.append("out " + text)

        def flush(self):
            pass

    stdout = sys.stdout
    sys.stdout = Out()
    try:
        exec(compile(source, f"<{number}>", "exec"), {"__name__": "fuzz", "show": show})
    except BaseException as error:
        show("ended by", type(error).__name__, str(error))
    finally:
        sys.stdout = stdout
    return "\n".join(shown)


def main():
    """The command line."""
    import warnings

    warnings.simplefilter("ignore")
    with open(sys.argv[1], encoding="utf-8") as file:
        programs = json.load(file)
    results = [run(number, source) for number, source in enumerate(programs)]
    with open(sys.argv[2], "w", encoding="ascii") as file:
        json.dump(results, file)


if __name__ == "__main__":
    main()
