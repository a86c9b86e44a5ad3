"""Random programs from a grammar, the same for the same seed.

A program is a few statements over a handful of variables of known kinds (int, float, str, list,
...), so that most of them run for a while before something goes wrong, and what goes wrong is often
a TypeError or ValueError with a message worth comparing. Every statement that may fail stands in a
`try` of its own that prints the exception. Nothing depends on addresses, times or the order of a
set of strings, and no number or text grows beyond what takes a moment: the operands of `*`, `**` and
`<<` are small.
"""

import random

KINDS = ("int", "float", "str", "bytes", "list", "tuple", "dict", "set", "bool", "range")

INTS = ("0", "1", "-1", "2", "3", "7", "10", "-5", "255", "256", "2**31", "-2**63", "2**64", "10**20",
        "-10**25", "12345678901234567890", "0x7f", "0b1011", "1_000")
FLOATS = ("0.0", "-0.0", "1.0", "0.5", "-2.5", "1e10", "1e-7", "1e16", "1.5e300", "3.14159", "2.675",
          "1/3", "float('inf')", "float('-inf')", "float('nan')", "123456789.125", "5e-324", "0.1")
TEXTS = ("''", "'a'", "'abc'", "'Hello World'", "' x '", "'ß'", "'ÄÖü'", "'中文'", "'😀a'", "'a,b,c'",
         "'12'", "'-7'", "'1.5'", "'aXbXc'", "'\\n\\t'", "'line1\\nline2\\r\\nline3'", "'%s and %d'",
         "'{} {}'", "'ABC'", "'abcabcabc'", "'tEst'", "'0'", "'\\x00z'", "'İi'", "'ﬁn'")
BYTES = ("b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'a b c'", "b'12'", "b'Hello'", "b'abab'")
RANGES = ("range(5)", "range(1, 10, 3)", "range(10, 0, -2)", "range(0)", "range(-3, 3)",
          "range(2**70, 2**70 + 3)")
SPECS = ("", "d", "5", "05d", "x", "#x", "X", "b", "#o", "e", ".2f", "10.3f", "+", "<8", ">8", "^9", "*^9",
         ",", "_", ".3", "g", "G", "%", ".1%", "n", "c", "s", ".2s", "=+6", " ", "_x", "z.1f", "08.2f",
         "r", "10d!", "E", "-", "#b", "#.3g", ",.2f", "020", "<", "é>6")
PERCENTS = ("%s", "%r", "%d", "%5d", "%-5d|", "%05d", "%x", "%#o", "%e", "%.2f", "%g", "%c", "%+d", "%%", "%a",
            "%i", "%u", "%5.1f", "%s %s", "%(a)s", "%.3s", "%X", "%q", "%")
BINARY = ("+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>", "@")
GROWING = ("*", "**", "<<")
COMPARE = ("<", "<=", ">", ">=", "==", "!=", "is not", "in", "not in")

METHODS = {
    "str": ("upper()", "lower()", "title()", "capitalize()", "swapcase()", "casefold()", "strip()",
            "strip({str})", "lstrip({str})", "rstrip()", "split()", "split({str})", "split({str}, {small})",
            "rsplit({str}, {small})", "splitlines()", "splitlines(True)", "join({list})", "replace({str}, {str})",
            "replace({str}, {str}, {small})", "find({str})", "rfind({str}, {small})", "index({str})",
            "count({str})", "startswith({str})", "endswith({str}, {small})", "partition({str})",
            "rpartition({str})", "center({small})", "ljust({small}, {str})", "rjust({small}, '*')", "zfill({small})",
            "isdigit()", "isalpha()", "isalnum()", "isspace()", "isupper()", "istitle()", "isidentifier()",
            "isdecimal()", "isnumeric()", "isprintable()", "isascii()", "encode()", "encode('ascii')",
            "encode('latin-1', 'replace')", "expandtabs({small})", "removeprefix({str})", "removesuffix({str})",
            "format({any}, {any})", "translate({{97: 'x', 98: None}})", "__len__()", "__add__({any})", "nothing()"),
    "bytes": ("upper()", "hex()", "hex('-', 2)", "decode()", "decode('ascii', 'replace')", "split()",
              "split({bytes})", "replace({bytes}, {bytes})", "find({bytes})", "find({small})", "count({bytes})",
              "join([{bytes}, {bytes}])", "strip()", "startswith({bytes})", "partition({bytes})", "center({small})",
              "isdigit()", "title()", "zfill({small})", "rjust({small}, {bytes})", "index({small})", "swapcase()"),
    "list": ("append({any})", "extend({iter})", "insert({small}, {any})", "pop()", "pop({small})", "remove({any})",
             "index({any})", "count({any})", "reverse()", "sort()", "sort(key=str)", "sort(reverse=True, key=repr)",
             "copy()", "clear()", "__contains__({any})", "extend({any})", "index({any}, {small})"),
    "tuple": ("index({any})", "count({any})", "__len__()", "__mul__({small})", "append(1)"),
    "dict": ("get({key})", "get({key}, {any})", "keys()", "values()", "items()", "pop({key})", "pop({key}, {any})",
             "popitem()", "setdefault({key}, {any})", "update({dict})", "update({any})", "copy()", "clear()",
             "fromkeys({iter}, {any})", "__contains__({key})", "__or__({dict})"),
    "set": ("add({num})", "discard({num})", "remove({num})", "union({nums})", "intersection({nums})",
            "difference({nums})", "symmetric_difference({nums})", "issubset({nums})", "issuperset({nums})",
            "isdisjoint({nums})", "update({nums})", "copy()", "clear()", "intersection_update({nums})"),
    "int": ("bit_length()", "bit_count()", "to_bytes(16, 'big', signed=True)", "to_bytes({small}, 'little')",
            "conjugate()", "as_integer_ratio()", "is_integer()", "__add__({any})", "__rsub__({any})",
            "__floordiv__({any})", "__format__('x')", "real", "numerator"),
    "float": ("is_integer()", "hex()", "as_integer_ratio()", "conjugate()", "__round__({small})", "__trunc__()",
              "__add__({any})", "__mod__({any})", "imag", "__divmod__({any})"),
    "bool": ("__and__({any})", "bit_length()", "real", "__xor__({any})", "to_bytes()"),
    "range": ("index({small})", "count({small})", "start", "step", "__contains__({any})"),
}

CALLS = ("abs({any})", "len({any})", "str({any})", "repr({any})", "int({any})", "float({any})", "bool({any})",
         "list({any})", "tuple({any})", "sorted({any})", "sorted({iter}, reverse=True)", "sum({any})",
         "sum({list}, {any})", "min({any})", "max({any}, {any})", "min({iter}, default=None)", "any({any})",
         "all({iter})", "round({num})", "round({num}, {small})", "divmod({num}, {num})", "pow({num}, {small})",
         "pow({int}, {small}, {int})", "hash({num})", "chr({int})", "ord({any})", "bin({int})", "hex({any})",
         "oct({int})", "ascii({any})", "reversed({any})", "enumerate({any})", "zip({any}, {iter})",
         "list(zip({iter}, {iter}))", "list(zip({iter}, {iter}, strict=True))", "list(map(str, {any}))",
         "list(filter(None, {any}))", "list(enumerate({iter}, {small}))", "list(reversed({any}))",
         "isinstance({any}, (int, str))", "type({any}).__name__", "bytes({list})", "bytearray({iter})",
         "complex({num}, {num})", "complex({any})", "slice({small}, {small})", "range({small}, {small}, {small})",
         "int({str}, {small})", "format({any}, {spec})", "iter({any})", "next(iter({any}))", "next(iter({any}), 9)",
         "callable({any})", "frozenset({nums})", "dict({any})", "dict(zip({iter}, {iter}))", "str({bytes}, 'ascii')",
         "issubclass(bool, int)", "getattr({any}, 'real', None)", "set({nums})", "hash({any}) == hash({any})",
         "str({any}).join({any})", "int.from_bytes({bytes}, 'big')", "bytes.fromhex({str})", "float.fromhex({str})",
         "memoryview({any}).tolist()", "eval({str}.strip() or 1)", "vars({any})", "print({any}, {any}, sep={any})",
         "sum(x for x in {iter})", "[*{iter}, *{any}]", "{{**{dict}, **{any}}}", "({any}, *{iter})")


class Maker:
    """Makes one program."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.names = {}
        self.count = 0
        self.depth = 0

    def pick(self, items):
        return items[self.random.randrange(len(items))]

    def chance(self, share):
        return self.random.random() < share

    # ---- expressions

    def variable(self, kind):
        names = [n for n, k in self.names.items() if k == kind]
        return self.pick(names) if names else None

    def literal(self, kind):
        few = range(self.random.randrange(4))
        if kind == "int":
            return self.pick(INTS) if self.chance(0.5) else str(self.random.randint(-30, 30))
        if kind == "float":
            return self.pick(FLOATS)
        if kind == "str":
            return self.pick(TEXTS)
        if kind == "bytes":
            return self.pick(BYTES)
        if kind == "bool":
            return self.pick(("True", "False"))
        if kind == "range":
            return self.pick(RANGES)
        if kind == "list":
            if self.chance(0.25):
                return self.comprehension("[", "]")
            return "[" + ", ".join(self.some() for _ in few) + "]"
        if kind == "tuple":
            return "(" + "".join(self.some() + ", " for _ in few) + ")"
        if kind == "dict":
            if self.chance(0.2):
                return f"{{k: v for k, v in zip({self.iterable()}, {self.iterable()})}}"
            return "{" + ", ".join(f"{self.key()}: {self.some()}" for _ in few) + "}"
        if kind == "set":
            # Only numbers: their order in a set does not depend on a seed.
            return "{" + ", ".join(str(self.random.randint(-20, 40)) for _ in range(1 + len(few))) + "}"
        raise ValueError(kind)

    def of(self, kind):
        """An expression of a kind."""
        self.depth += 1
        try:
            name = self.variable(kind)
            if name and self.chance(0.5):
                return name
            if self.depth > 3 or self.chance(0.6):
                return self.literal(kind)
            if kind in ("int", "float"):
                op = self.pick(("+", "-", "*", "//", "%"))
                return f"({self.of(kind)} {op} {self.of(self.pick(('int', kind)))})"
            if kind == "bool":
                return f"({self.some()} {self.pick(COMPARE)} {self.some()})"
            if kind in ("str", "list", "tuple", "bytes"):
                form = self.random.randrange(4)
                if form == 0:
                    return f"({self.of(kind)} + {self.of(kind)})"
                if form == 1:
                    return f"({self.of(kind)} * {self.random.randrange(-1, 4)})"
                if form == 2:
                    return f"{self.of(kind)}[{self.slice()}]"
                if kind == "str":
                    return self.fstring()
            return self.literal(kind)
        finally:
            self.depth -= 1

    def some(self):
        """An expression of any kind."""
        self.depth += 1
        try:
            if self.depth < 4 and self.chance(0.2):
                return self.pick((self.call, self.method, self.operation, self.conditional))()
            if self.chance(0.05):
                return self.pick(("None", "...", "NotImplemented", "int", "len", "object"))
            return self.of(self.pick(KINDS))
        finally:
            self.depth -= 1

    def key(self):
        return self.of(self.pick(("int", "str", "bool", "tuple", "float"))) if self.chance(0.9) else self.some()

    def iterable(self):
        return self.of(self.pick(("list", "tuple", "str", "range", "set", "dict")))

    def number(self):
        return self.of(self.pick(("int", "float", "bool")))

    def small(self):
        return str(self.random.randint(-4, 9))

    def slice(self):
        part = lambda: "" if self.chance(0.4) else self.small()
        return f"{part()}:{part()}" + (f":{part()}" if self.chance(0.4) else "")

    def fill(self, template):
        values = {
            "any": self.some, "int": lambda: self.of("int"), "float": lambda: self.of("float"),
            "str": lambda: self.of("str"), "bytes": lambda: self.of("bytes"), "list": lambda: self.of("list"),
            "dict": lambda: self.of("dict"), "iter": self.iterable, "num": self.number, "small": self.small,
            "key": self.key, "nums": lambda: self.of(self.pick(("range", "set"))), "spec": lambda: repr(self.pick(SPECS)),
        }
        out, rest = [], template
        while "{" in rest:
            before, _, rest = rest.partition("{")
            out.append(before)
            if rest.startswith("{"):
                inner, _, rest = rest[1:].partition("}}")
                out.append("{" + self.fill(inner) + "}")
                continue
            word, _, rest = rest.partition("}")
            out.append(values[word]())
        return "".join(out) + rest

    def call(self):
        return self.fill(self.pick(CALLS))

    def method(self):
        kind = self.pick(tuple(METHODS))
        return f"({self.of(kind)}).{self.fill(self.pick(METHODS[kind]))}"

    def operation(self):
        form = self.random.randrange(8)
        if form < 3:
            op = self.pick(BINARY)
            return f"({self.some()} {op} {self.operand(op)})"
        if form == 3:
            op = self.pick(BINARY[:7])
            return f"({self.number()} {op} {self.small() if op in GROWING else self.number()})"
        if form == 4:
            return f"({self.pick(('-', '+', '~', 'not '))}{self.some()})"
        if form == 5:
            return f"({self.some()} {self.pick(COMPARE)} {self.some()} {self.pick(COMPARE)} {self.some()})"
        if form == 6:
            return f"({self.some()})[{self.pick((self.small, self.slice, self.some))()}]"
        return f"({self.some()} {self.pick(('and', 'or'))} {self.some()})"

    def operand(self, op):
        """What may stand at the right of an operator."""
        if op not in GROWING:
            return self.some()
        if self.chance(0.6):
            return self.small()
        return self.literal(self.pick(("float", "str", "list", "dict", "bool", "bytes", "tuple")))

    def conditional(self):
        form = self.random.randrange(4)
        if form == 0:
            return f"({self.some()} if {self.some()} else {self.some()})"
        if form == 1:
            return f"(lambda a, b={self.some()}, *c: (a, b, c))({self.some()})"
        if form == 2:
            return f"{self.pick(PERCENTS)!r} % {self.pick((self.some, lambda: '(' + self.some() + ', ' + self.some() + ')'))()}"
        return self.fstring()

    def fstring(self):
        conversion = self.pick(("", "", "!r", "!s", "!a"))
        spec = self.pick(SPECS)
        equals = "=" if self.chance(0.15) else ""
        # A name is all that an f-string needs to be one.
        name = self.pick(tuple(self.names)) if self.names else "0"
        return f"f'<{{{name}{equals}{conversion}{':' + spec if self.chance(0.7) else ''}}}>'"

    def comprehension(self, left, right):
        condition = f" if {self.pick(('i', 'not i', 'i != 2', 'str(i) > 1', 'i is not None'))}" if self.chance(0.4) else ""
        value = self.pick(("i", "(i, i)", "str(i)", "[i]", "i * 2", "i == i", "repr(i)", f"({self.of('int')}, i)"))
        nested = " for j in range(2)" if self.chance(0.15) else ""
        return f"{left}{value} for i in {self.iterable()}{condition}{nested}{right}"

    # ---- statements

    def line(self, text, indent=0):
        self.lines.append("    " * indent + text)

    def new_name(self, kind=None):
        self.count += 1
        name = f"v{self.count}"
        if kind:
            self.names[name] = kind
        return name

    def guarded(self, lines):
        """Statements in a `try` that prints what went wrong."""
        self.line("try:")
        for text in lines:
            self.line(text, 1)
        self.line("except Exception as error:")
        self.line("show(type(error).__name__, error)", 1)

    def assign(self):
        kind = self.pick(KINDS)
        value = self.of(kind)
        name = self.new_name()
        # The literal first, so that the name exists whatever happens.
        self.line(f"{name} = {self.literal(kind)}")
        self.guarded([f"{name} = {value}", f"show({name})"])
        self.names[name] = kind

    def show_expression(self):
        self.guarded([f"show({self.some()})"])

    def change(self):
        if not self.names:
            return self.assign()
        name = self.pick(tuple(self.names))
        kind = self.names[name]
        op = self.pick(BINARY[:12])
        forms = [f"{name} {op}= {self.small() if op in GROWING else self.some()}"]
        if kind in ("list", "dict"):
            forms += [f"{name}[{self.key() if kind == 'dict' else self.small()}] = {self.some()}",
                      f"del {name}[{self.key() if kind == 'dict' else self.small()}]"]
        if kind == "list":
            forms += [f"{name}[{self.slice()}] = {self.some()}", f"del {name}[{self.slice()}]"]
        if kind in METHODS:
            forms.append(f"show({name}.{self.fill(self.pick(METHODS[kind]))})")
        text = self.pick(forms)
        self.guarded([text, f"show({name})"])
        # What it is now is known at run time only: it is no longer counted on.
        if "= " in text and "[" not in text.split("=")[0]:
            del self.names[name]

    def loop(self):
        body = [f"for i in {self.iterable()}:", "    total += 1", "    if total > 40: break"]
        choice = self.random.randrange(4)
        if choice == 0:
            body += [f"    if i == {self.some()}: continue", f"    out.append({self.pick(('i', 'str(i)', '(i, total)'))})"]
        elif choice == 1:
            body += ["    out.append(i)", "    if total % 3 == 2: break", "else:", "    out.append('end')"]
        elif choice == 2:
            op = self.pick(BINARY)
            body += ["    try:", f"        out.append(i {op} {self.small() if op in GROWING else self.some()})",
                     "    except TypeError as e:", "        out.append(str(e))", "    finally:",
                     "        out.append(total)"]
        else:
            body += ["    out += [i] * 2"]
        self.guarded(["total, out = 0, []", *body, "show(total, out)"])

    def unpack(self):
        shape = self.pick(("a, b", "a, *b", "*a, b", "a, (b, c)", "a, b, c", "[a, b]", "a, *b, c", "(a)"))
        names = ", ".join(n for n in "abc" if n in shape)
        self.guarded([f"{shape} = {self.some()}", f"show({names})"])

    def function(self):
        name = self.new_name()
        parameters = self.pick(("", "a", "a, b", "a, b=2", "*a", "a, *b", "a, /, b", "a, *, b", "a, **b",
                                "a=1, *b, c=3, **d", "*, a", "a, b=[]"))
        known = [p for p in "abcd" if p in parameters]
        body = f"({', '.join(known)},)" if known else self.some()
        self.line(f"def {name}({parameters}):")
        if self.chance(0.3):
            self.line(f"x = {self.some()}", 1)
        self.line(f"return {body}", 1)
        arguments = self.pick(("", "1", "1, 2", "1, 2, 3", "a=1", "1, b=2", "*[1, 2]", "**{'a': 1}", "1, c=5", "b=1, a=2",
                               "1, a=2", "*(1,), **{'b': 3}", "1, 2, x=3", f"{self.some()}, {self.some()}"))
        self.guarded([f"show({name}({arguments}))"])

    def generator(self):
        name = self.new_name()
        self.line(f"def {name}(items):")
        form = self.random.randrange(4)
        if form == 0:
            self.line("for x in items:", 1)
            self.line("got = yield x", 2)
            self.line("if got: yield ('got', got)", 2)
        elif form == 1:
            self.line("try:", 1)
            self.line("yield from items", 2)
            self.line("except ValueError as e:", 1)
            self.line("yield ('caught', str(e))", 2)
            self.line("finally:", 1)
            self.line("show('finally')", 2)
        elif form == 2:
            self.line("n = 0", 1)
            self.line("while n < 3:", 1)
            self.line("n += 1", 2)
            self.line("try: yield n", 2)
            self.line("except KeyError: yield 'key'", 2)
            self.line("return items", 1)
        else:
            self.line("x = yield from (y for y in items)", 1)
            self.line("yield x", 1)
        actions = ["next(g)", f"g.send({self.some()})", "g.throw(ValueError('v'))", "g.throw(KeyError)", "g.close()", "list(g)"]
        self.line(f"g = {name}({self.iterable()})")
        for _ in range(self.random.randrange(1, 5)):
            self.guarded([f"show({self.pick(actions)})"])

    def class_(self):
        name = f"C{self.new_name()[1:]}"
        base = self.pick(("", "", "(list)", "(dict)", "(int)", "(str)", "(tuple)", "(Exception)", "(float)"))
        self.line(f"class {name}{base}:")
        members = {
            "def __init__(self, *args): self.args = args": not base,
            "def __repr__(self): return f'<{type(self).__name__}>'": self.chance(0.5),
            "def __add__(self, other): return ('add', type(other).__name__)": self.chance(0.4),
            "def __radd__(self, other): return ('radd', type(other).__name__)": self.chance(0.4),
            "def __eq__(self, other): return type(other) is type(self)": self.chance(0.3),
            "def __len__(self): return 3": self.chance(0.3),
            "def __getitem__(self, at):\n        if at == 4: raise IndexError('end')\n        return ('item', at)": self.chance(0.3),
            "def __call__(self, *a, **k): return (a, k)": self.chance(0.3),
            "def __bool__(self): return False": self.chance(0.2),
            "def __contains__(self, x): return x == 1": self.chance(0.2),
            "def __iter__(self): return iter((1, 2))": self.chance(0.3),
            "def __index__(self): return 2": self.chance(0.2),
            "def __lt__(self, other): return NotImplemented": self.chance(0.2),
            "@property\n    def p(self): return 'prop'": self.chance(0.3),
            "@classmethod\n    def make(cls): return cls": self.chance(0.2),
            "@staticmethod\n    def fixed(x=1): return x": self.chance(0.2),
            "def __getattr__(self, name): return name.upper()": self.chance(0.2),
            "x = [1]": self.chance(0.5),
        }
        for member, wanted in members.items():
            if wanted:
                self.line(member, 1)
        self.line("pass", 1)
        uses = ["o + 1", "1 + o", "o == o", "o != 1", "len(o)", "o[1]", "o[1:2]", "o()", "o(1, a=2)", "bool(o)", "1 in o",
                "list(o)", "o < 1", "o > o", "o.p", "o.x", "o.zzz", "type(o).make().__name__", "o.fixed(2)", "str(o)[:3]",
                "[1, 2, 3][o]", "isinstance(o, (list, int))", "o.p.q", "type(o).__mro__[-1]", "hash(o) is None",
                "max(o)", "sorted(o)", "f'{o:>9}'[:2]", "o * 2", "-o", "[*o]", "o is o", "divmod(o, 2)", "range(o)"]
        argument = self.pick(("", "", "1", "'7'", "[1, 2]"))
        self.guarded([f"o = {name}({argument})"] + [f"show({self.pick(uses)})"])
        for _ in range(3):
            self.guarded([f"show({self.pick(uses)})"])

    def exceptions(self):
        kind = self.pick(("ValueError", "KeyError", "TypeError", "ZeroDivisionError", "IndexError", "StopIteration",
                          "RuntimeError", "OSError", "AttributeError", "LookupError"))
        caught = self.pick(("ValueError", "LookupError", "Exception", "(KeyError, TypeError)", "ArithmeticError"))
        again = self.pick(("pass", "raise", "raise RuntimeError('again') from e", "raise RuntimeError('again') from None",
                           "e.add_note('note')", "raise e", "return_ = e", "1 / 0"))
        self.guarded(["try:", "    try:", f"        raise {kind}({self.pick(('', self.some(), self.some() + ', 2'))})",
                      f"    except {caught} as e:", f"        show('caught', repr(e)[:60])", f"        {again}",
                      "    else:", "        show('else')", "    finally:", "        show('finally')",
                      "except Exception as outer:",
                      "    show(type(outer).__name__, outer.args, type(outer.__cause__).__name__, "
                      "type(outer.__context__).__name__, outer.__suppress_context__)"])

    def match(self):
        patterns = ["0", "1 | 2", "'a'", "[x]", "[x, y]", "[x, *y]", "(1, _)", "{'a': x}", "{'a': 1, **rest}", "int()",
                    "str(x)", "None", "True", "[int(x), *_]", "list() as x", "x if x", "-1", "float(x)", "{}", "[[x], y]",
                    "{1: _}", "b'a'", "tuple((a, b))", "bool()", "1.0"]
        chosen = [self.pick(patterns) for _ in range(self.random.randrange(1, 5))]
        lines = [f"match {self.some()}:"]
        for at, pattern in enumerate(chosen):
            lines.append(f"    case {pattern}: show('case', {at}" + (", x)" if "x" in pattern and "if" not in pattern else ")"))
        lines.append("    case _: show('none')")
        self.guarded(lines)

    def program(self):
        """The text of the program."""
        for _ in range(self.random.randrange(2, 5)):
            self.assign()
        makers = (self.show_expression, self.show_expression, self.show_expression, self.change, self.change,
                  self.loop, self.unpack, self.function, self.generator, self.class_, self.exceptions, self.match)
        for _ in range(self.random.randrange(3, 9)):
            self.pick(makers)()
        return "\n".join(self.lines) + "\n"


def make(seed):
    """The program of a seed."""
    return Maker(seed).program()
