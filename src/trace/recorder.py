"""What a traced program does: each step's line, frames, objects and output, as JSON.

Objects and frames that look the same are kept once. Only values of built-in types are shown by
their repr, so that recording runs no code of the program.
"""


def _make():
    import builtins
    import json
    import sys

    file, most, lines = __biji_file__, __biji_most__, __biji_lines__
    plain = (int, float, complex, bool, str, bytes, bytearray, type(None), range)
    getframe = sys._getframe

    class _BijiStop(BaseException):
        """The record is full."""

    class Recorder:
        """Keeps the steps."""

        def __init__(self):
            self.steps = []
            self.table = []
            self.known = {}
            self.numbers = {}
            self.output = []
            self.files = []
            self.full = False

        def keep(self, thing):
            """The number of a thing in the table of different things."""
            text = json.dumps(thing)
            number = self.known.get(text)
            if number is None:
                number = self.known[text] = len(self.table)
                self.table.append(thing)
            return number

        def value(self, value, wait):
            """A value as shown: its text, or the number of the object that an arrow leads to."""
            kind = type(value)
            if kind in plain:
                text = repr(value[:80] if kind in (str, bytes) else value)
                return text if len(text) <= 90 else text[:88] + '…'
            if kind.__name__ in ('function', 'builtin_function_or_method', 'method'):
                return getattr(value, '__name__', '?') + '()'
            if isinstance(value, type):
                return 'class ' + value.__name__
            if kind.__name__ == 'module':
                return 'module ' + value.__name__
            number = self.numbers.setdefault(id(value), len(self.numbers) + 1)
            wait.append((number, value))
            return number

        def object(self, number, value, wait):
            """The parts of an object."""
            kind = type(value)
            name = kind.__name__
            if kind in (list, tuple, set, frozenset):
                parts = [['', self.value(v, wait)] for v in list(value)[:40]]
                if kind in (list, tuple):
                    parts = [[str(i), p[1]] for i, p in enumerate(parts)]
            elif kind is dict:
                parts = [[str(self.value(k, wait)), self.value(v, wait)]
                         for k, v in list(value.items())[:40]]
            else:
                try:
                    names = object.__getattribute__(value, '__dict__')
                except AttributeError:
                    names = {}
                # What a class of the library keeps for itself is no business of a beginner.
                own = getattr(kind, '__module__', None) == '__main__'
                shown = [(k, v) for k, v in names.items() if own or not str(k).startswith('_')]
                parts = [[str(k), self.value(v, wait)] for k, v in shown[:40]]
            return [number, name, parts]

        def step(self, line):
            """A statement is about to run."""
            if self.full:
                raise _BijiStop
            frame = getframe(1)
            frames, wait = [], []
            depth = 0
            while frame is not None and depth < 60:
                code = frame.f_code
                if code.co_filename == file:
                    at = line if not frames else self.original(frame.f_lineno)
                    names = []
                    for name, value in list(frame.f_locals.items()):
                        if name.startswith('__') or type(value).__name__ == 'module':
                            continue
                        names.append([name, self.value(value, wait)])
                    frames.append(self.keep([code.co_name, at, names]))
                frame = frame.f_back
                depth += 1
            frames.reverse()
            objects, seen = [], set()
            while wait and len(objects) < 150:
                number, value = wait.pop(0)
                if number in seen:
                    continue
                seen.add(number)
                objects.append(self.keep(self.object(number, value, wait)))
            self.steps.append([line, self.thread(), frames, objects, len(self.output)])
            if len(self.steps) >= most:
                self.full = True

        def original(self, line):
            """The line of the program that a line of the changed text is."""
            return lines[line - 1] if 0 < line <= len(lines) else line

        def thread(self):
            """The name of the running thread."""
            threading = sys.modules.get('threading')
            return threading.current_thread().name if threading else 'MainThread'

        def result(self):
            """Everything as JSON."""
            sys.stdout = real_stdout
            return json.dumps({'steps': self.steps, 'table': self.table,
                               'output': self.output, 'files': self.files})

    class Tee:
        """Passes output on, and keeps it."""

        def __init__(self, to):
            self.to = to

        def write(self, text):
            """Write a text."""
            recorder.output.append(text)
            return self.to.write(text)

        def __getattr__(self, name):
            return getattr(self.to, name)

    recorder = Recorder()
    real_stdout, real_open = sys.stdout, open
    sys.stdout = Tee(real_stdout)

    def traced_open(file, mode='r', *args, **kwargs):
        """open(), which notes the files that are written."""
        opened = real_open(file, mode, *args, **kwargs)
        if any(letter in mode for letter in 'wax+'):
            recorder.files.append([len(recorder.steps), str(file), mode])
        return opened

    builtins.open = traced_open
    builtins.__biji_step__ = recorder.step
    builtins.__biji_recorder__ = recorder


_make()
del _make, __biji_file__, __biji_most__, __biji_lines__
