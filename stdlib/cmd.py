"""Command interpreters that read lines: a method `do_x` for each command x."""

import string
import sys

__all__ = ["Cmd"]

PROMPT = "(Cmd) "
IDENTCHARS = string.ascii_letters + string.digits + "_"


class Cmd:
    """Reads lines and calls the methods that they name; subclasses write `do_…` and `help_…`."""

    prompt = PROMPT
    identchars = IDENTCHARS
    ruler = "="
    lastcmd = ""
    intro = None
    doc_leader = ""
    doc_header = "Documented commands (type help <topic>):"
    misc_header = "Miscellaneous help topics:"
    undoc_header = "Undocumented commands:"
    nohelp = "*** No help on %s"
    use_rawinput = 1

    def __init__(self, completekey="tab", stdin=None, stdout=None):
        self.stdin = sys.stdin if stdin is None else stdin
        self.stdout = sys.stdout if stdout is None else stdout
        self.cmdqueue = []
        self.completekey = completekey

    def cmdloop(self, intro=None):
        """Read and run commands until one returns something true."""
        self.preloop()
        if intro is not None:
            self.intro = intro
        if self.intro:
            self.stdout.write(str(self.intro) + "\n")
        stop = None
        while not stop:
            if self.cmdqueue:
                line = self.cmdqueue.pop(0)
            else:
                line = self._read_line()
            line = self.precmd(line)
            stop = self.onecmd(line)
            stop = self.postcmd(stop, line)
        self.postloop()

    def _read_line(self):
        if self.use_rawinput:
            try:
                return input(self.prompt)
            except EOFError:
                return "EOF"
        self.stdout.write(self.prompt)
        self.stdout.flush()
        line = self.stdin.readline()
        return line.rstrip("\r\n") if line else "EOF"

    def precmd(self, line):
        """Called with each line before it runs; what to run."""
        return line

    def postcmd(self, stop, line):
        """Called after each line; whether to stop."""
        return stop

    def preloop(self):
        """Called before the first line is read."""

    def postloop(self):
        """Called at the end."""

    def parseline(self, line):
        """Command, arguments and the line itself; None for what is missing."""
        line = line.strip()
        if not line:
            return None, None, line
        if line[0] == "?":
            line = "help " + line[1:]
        elif line[0] == "!":
            if not hasattr(self, "do_shell"):
                return None, None, line
            line = "shell " + line[1:]
        end = 0
        while end < len(line) and line[end] in self.identchars:
            end += 1
        return line[:end], line[end:].strip(), line

    def onecmd(self, line):
        """Run a line; whether to stop."""
        command, arg, line = self.parseline(line)
        if not line:
            return self.emptyline()
        if command is None:
            return self.default(line)
        self.lastcmd = line
        if line == "EOF":
            self.lastcmd = ""
        if command == "":
            return self.default(line)
        function = getattr(self, "do_" + command, None)
        if function is None:
            return self.default(line)
        return function(arg)

    def emptyline(self):
        """An empty line runs the last command again."""
        if self.lastcmd:
            return self.onecmd(self.lastcmd)

    def default(self, line):
        """What to do with an unknown command."""
        self.stdout.write(f"*** Unknown syntax: {line}\n")

    def completedefault(self, *ignored):
        """Completions of arguments where a command has no `complete_…`."""
        return []

    def completenames(self, text, *ignored):
        """The commands that begin with a text."""
        wanted = "do_" + text
        return [name[3:] for name in self.get_names() if name.startswith(wanted)]

    def complete(self, text, state):
        """The next completion of what is typed, for readline."""
        if state == 0:
            import readline
            original = readline.get_line_buffer()
            line = original.lstrip()
            stripped = len(original) - len(line)
            begin = readline.get_begidx() - stripped
            end = readline.get_endidx() - stripped
            find = self.completenames
            if begin > 0:
                command, _, _ = self.parseline(line)
                find = getattr(self, f"complete_{command}", self.completedefault) \
                    if command else self.completedefault
            self.completion_matches = find(text, line, begin, end)
        try:
            return self.completion_matches[state]
        except IndexError:
            return None

    def get_names(self):
        """All names of the class."""
        return dir(self.__class__)

    def complete_help(self, *args):
        """Completions for `help`."""
        commands = set(self.completenames(*args))
        topics = {name[5:] for name in self.get_names() if name.startswith("help_" + args[0])}
        return list(commands | topics)

    def do_help(self, arg):
        'List available commands with "help" or detailed help with "help cmd".'
        if arg:
            function = getattr(self, "help_" + arg, None)
            if function is None:
                from inspect import cleandoc
                doc = getattr(getattr(self, "do_" + arg, None), "__doc__", None)
                if doc:
                    self.stdout.write(f"{cleandoc(doc)}\n")
                else:
                    self.stdout.write(f"{self.nohelp % (arg,)}\n")
                return
            function()
            return
        names = sorted(self.get_names())
        topics = {name[5:] for name in names if name.startswith("help_")}
        documented, undocumented = [], []
        last = ""
        for name in names:
            if not name.startswith("do_") or name == last:
                continue
            last = name
            command = name[3:]
            if command in topics:
                documented.append(command)
                topics.remove(command)
            elif getattr(self, name).__doc__:
                documented.append(command)
            else:
                undocumented.append(command)
        self.stdout.write(f"{self.doc_leader}\n")
        self.print_topics(self.doc_header, documented, 15, 80)
        self.print_topics(self.misc_header, sorted(topics), 15, 80)
        self.print_topics(self.undoc_header, undocumented, 15, 80)

    def print_topics(self, header, cmds, cmdlen, maxcol):
        """Print a list of commands under a heading."""
        if cmds:
            self.stdout.write(f"{header}\n")
            if self.ruler:
                self.stdout.write(f"{self.ruler * len(header)}\n")
            self.columnize(cmds, maxcol - 1)
            self.stdout.write("\n")

    def columnize(self, list, displaywidth=80):
        """Print texts in as many columns as fit."""
        if not list:
            self.stdout.write("<empty>\n")
            return
        wrong = [i for i, item in enumerate(list) if not isinstance(item, str)]
        if wrong:
            raise TypeError(f"list[i] not a string for i in {', '.join(map(str, wrong))}")
        size = len(list)
        if size == 1:
            self.stdout.write(f"{list[0]}\n")
            return
        for rows in range(1, size):
            columns = (size + rows - 1) // rows
            widths = []
            total = -2
            for column in range(columns):
                width = max(len(item) for item in list[column * rows:(column + 1) * rows])
                widths.append(width)
                total += width + 2
                if total > displaywidth:
                    break
            if total <= displaywidth:
                break
        else:
            rows, columns, widths = size, 1, [0]
        for row in range(rows):
            texts = [list[i] for i in range(row, size, rows)][:columns]
            while texts and not texts[-1]:
                del texts[-1]
            line = "  ".join(text.ljust(width) for text, width in zip(texts, widths))
            self.stdout.write(f"{line}\n")
