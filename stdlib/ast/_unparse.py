"""Source text of syntax trees, in the form that CPython's ast.unparse gives it.

An expression is made with the tightest operator that may stand around it without parentheses; an
expression that binds less tightly gets some. With `keeps_lines`, empty lines bring each statement to
the line that its node names, as far as the text is not beyond it.
"""

from . import AST, Constant, Expr, If, JoinedStr, Name, Tuple

(NAMED, TUPLE, YIELD, TEST, OR, AND, NOT, COMPARE, BIT_OR, BIT_XOR, BIT_AND, SHIFT, SUM, TERM,
 FACTOR, POWER, AWAIT, ATOM) = range(18)

_BINARY = {
    "Add": ("+", SUM), "Sub": ("-", SUM), "Mult": ("*", TERM), "MatMult": ("@", TERM),
    "Div": ("/", TERM), "Mod": ("%", TERM), "LShift": ("<<", SHIFT), "RShift": (">>", SHIFT),
    "BitOr": ("|", BIT_OR), "BitXor": ("^", BIT_XOR), "BitAnd": ("&", BIT_AND),
    "FloorDiv": ("//", TERM), "Pow": ("**", POWER),
}
_UNARY = {"Invert": ("~", FACTOR), "Not": ("not ", NOT), "UAdd": ("+", FACTOR),
          "USub": ("-", FACTOR)}
_COMPARE = {"Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is",
            "IsNot": "is not", "In": "in", "NotIn": "not in"}
_LONG = ('"""', "'''")
_QUOTES = ("'", '"', *_LONG)
# What stands for a float that is too large to be written.
_INFINITY = "1e309"


def _kind(node):
    return type(node).__name__


def _escaped(text, quotes, escapes_space):
    """A text between which quotes it may stand, escaped for that; the quotes."""
    def escape(c):
        if not escapes_space and c in "\n\t":
            return c
        if c == "\\" or not c.isprintable():
            return c.encode("unicode_escape").decode("ascii")
        return c

    out = "".join(map(escape, text))
    fitting = quotes
    if "\n" in out:
        fitting = [quote for quote in fitting if quote in _LONG]
    fitting = [quote for quote in fitting if quote not in out]
    if not fitting:
        plain = repr(text)
        quote = next((quote for quote in quotes if plain[0] in quote), plain[0])
        return plain[1:-1], [quote]
    if out:
        fitting.sort(key=lambda quote: quote[0] == out[-1])
        if fitting[0][0] == out[-1]:
            out = out[:-1] + "\\" + out[-1]
    return out, fitting


class Unparser:
    """Makes the text of one tree."""

    def __init__(self, keeps_lines=False):
        self._lines = []
        self._indent = 0
        self._keeps_lines = keeps_lines
        self._at = 0

    def text(self, node):
        """The text of a node of any kind, or of a list of statements."""
        if isinstance(node, list):
            for item in node:
                self._statement(item)
        elif hasattr(self, "_stmt_" + _kind(node)):
            self._statement(node)
        elif _kind(node) in ("Module", "Interactive"):
            self._body_with_docstring(node)
        elif _kind(node) == "Expression":
            return self._expression(node.body)
        else:
            return self._part(node)
        return "\n".join(self._lines)

    def _part(self, node):
        """A node that is no statement."""
        maker = getattr(self, "_part_" + _kind(node), None)
        if maker:
            return maker(node)
        if _kind(node) in _BINARY:
            return _BINARY[_kind(node)][0]
        return self._expression(node)

    # -- lines

    def _line(self, text, node=None):
        """One line, which may hold line ends of long strings."""
        if self._keeps_lines and node is not None:
            while self._at + 1 < getattr(node, "lineno", 0):
                self._lines.append("")
                self._at += 1
        self._lines.append("    " * self._indent + text)
        self._at += text.count("\n") + 1

    def _gap(self):
        if self._lines and not self._keeps_lines:
            self._lines.append("")

    def _statement(self, node):
        maker = getattr(self, "_stmt_" + _kind(node), None)
        if maker is None:
            raise ValueError(f"{node!r} is no statement")
        maker(node)

    def _block(self, statements):
        self._indent += 1
        for node in statements:
            self._statement(node)
        self._indent -= 1

    def _clause(self, word, statements):
        if statements:
            self._line(word + ":")
            self._block(statements)

    def _body_with_docstring(self, node):
        statements = node.body
        match statements:
            case [Expr(value=Constant(value=str(text), kind=kind)) as first, *rest] if (
                    _kind(node) != "Interactive"):
                text, quotes = _escaped(text, list(_LONG), False)
                prefix = "u" if kind == "u" else ""
                self._line(f"{prefix}{quotes[0]}{text}{quotes[0]}", first)
                statements = rest
        for statement in statements:
            self._statement(statement)

    def _comment(self, node):
        comment = getattr(node, "type_comment", None)
        return f" # type: {comment}" if comment else ""

    # -- statements

    def _stmt_Expr(self, node):
        self._line(self._expression(node.value, YIELD), node)

    def _stmt_Assign(self, node):
        targets = "".join(self._expression(target, TUPLE) + " = " for target in node.targets)
        self._line(targets + self._expression(node.value) + self._comment(node), node)

    def _stmt_AugAssign(self, node):
        operator = _BINARY[_kind(node.op)][0]
        self._line(f"{self._expression(node.target)} {operator}= {self._expression(node.value)}",
                   node)

    def _stmt_AnnAssign(self, node):
        target = self._expression(node.target)
        if not node.simple and isinstance(node.target, Name):
            target = f"({target})"
        value = f" = {self._expression(node.value)}" if node.value else ""
        self._line(f"{target}: {self._expression(node.annotation)}{value}", node)

    def _stmt_Return(self, node):
        self._line("return" + (f" {self._expression(node.value)}" if node.value else ""), node)

    def _stmt_Pass(self, node):
        self._line("pass", node)

    def _stmt_Break(self, node):
        self._line("break", node)

    def _stmt_Continue(self, node):
        self._line("continue", node)

    def _stmt_Delete(self, node):
        self._line("del " + ", ".join(map(self._expression, node.targets)), node)

    def _stmt_Assert(self, node):
        message = f", {self._expression(node.msg)}" if node.msg else ""
        self._line(f"assert {self._expression(node.test)}{message}", node)

    def _stmt_Global(self, node):
        self._line("global " + ", ".join(node.names), node)

    def _stmt_Nonlocal(self, node):
        self._line("nonlocal " + ", ".join(node.names), node)

    def _stmt_Import(self, node):
        self._line("import " + ", ".join(map(self._part, node.names)), node)

    def _stmt_ImportFrom(self, node):
        module = "." * (node.level or 0) + (node.module or "")
        self._line(f"from {module} import {', '.join(map(self._part, node.names))}", node)

    def _stmt_Raise(self, node):
        if not node.exc:
            if node.cause:
                raise ValueError("Node can't be used without a value attribute.")
            return self._line("raise", node)
        cause = f" from {self._expression(node.cause)}" if node.cause else ""
        self._line(f"raise {self._expression(node.exc)}{cause}", node)

    def _stmt_TypeAlias(self, node):
        name = self._expression(node.name) + self._type_parameters(node)
        self._line(f"type {name} = {self._expression(node.value)}", node)

    def _stmt_If(self, node, word="if"):
        self._line(f"{word} {self._expression(node.test)}:", node)
        self._block(node.body)
        if len(node.orelse) == 1 and isinstance(node.orelse[0], If):
            self._stmt_If(node.orelse[0], "elif")
        else:
            self._clause("else", node.orelse)

    def _stmt_While(self, node):
        self._line(f"while {self._expression(node.test)}:", node)
        self._block(node.body)
        self._clause("else", node.orelse)

    def _stmt_For(self, node, prefix=""):
        target = self._expression(node.target, TUPLE)
        self._line(f"{prefix}for {target} in {self._expression(node.iter)}:{self._comment(node)}",
                   node)
        self._block(node.body)
        self._clause("else", node.orelse)

    def _stmt_AsyncFor(self, node):
        self._stmt_For(node, "async ")

    def _stmt_With(self, node, prefix=""):
        items = ", ".join(map(self._part, node.items))
        self._line(f"{prefix}with {items}:{self._comment(node)}", node)
        self._block(node.body)

    def _stmt_AsyncWith(self, node):
        self._stmt_With(node, "async ")

    def _stmt_Try(self, node, star=""):
        self._line("try:", node)
        self._block(node.body)
        for handler in node.handlers:
            kind = f" {self._expression(handler.type)}" if handler.type else ""
            name = f" as {handler.name}" if handler.name else ""
            self._line(f"except{star}{kind}{name}:", handler)
            self._block(handler.body)
        self._clause("else", node.orelse)
        self._clause("finally", node.finalbody)

    def _stmt_TryStar(self, node):
        self._stmt_Try(node, "*")

    def _stmt_Match(self, node):
        self._line(f"match {self._expression(node.subject)}:", node)
        self._indent += 1
        for case in node.cases:
            guard = f" if {self._expression(case.guard)}" if case.guard else ""
            self._line(f"case {self._pattern(case.pattern)}{guard}:", case.pattern)
            self._block(case.body)
        self._indent -= 1

    def _decorators(self, node):
        self._gap()
        for decorator in node.decorator_list:
            self._line("@" + self._expression(decorator), decorator)

    def _stmt_FunctionDef(self, node, prefix=""):
        self._decorators(node)
        returns = f" -> {self._expression(node.returns)}" if node.returns else ""
        head = f"{prefix}def {node.name}{self._type_parameters(node)}"
        self._line(f"{head}({self._part_arguments(node.args)}){returns}:{self._comment(node)}",
                   node)
        self._indent += 1
        self._body_with_docstring(node)
        self._indent -= 1

    def _stmt_AsyncFunctionDef(self, node):
        self._stmt_FunctionDef(node, "async ")

    def _stmt_ClassDef(self, node):
        self._decorators(node)
        bases = [*map(self._expression, node.bases), *map(self._part, node.keywords)]
        held = f"({', '.join(bases)})" if bases else ""
        self._line(f"class {node.name}{self._type_parameters(node)}{held}:", node)
        self._indent += 1
        self._body_with_docstring(node)
        self._indent -= 1

    # -- parts

    def _type_parameters(self, node):
        parameters = getattr(node, "type_params", None)
        return f"[{', '.join(map(self._part, parameters))}]" if parameters else ""

    def _type_parameter(self, stars, node):
        bound = getattr(node, "bound", None)
        bound = f": {self._expression(bound)}" if bound else ""
        default = f" = {self._expression(node.default_value)}" if node.default_value else ""
        return f"{stars}{node.name}{bound}{default}"

    def _part_TypeVar(self, node):
        return self._type_parameter("", node)

    def _part_TypeVarTuple(self, node):
        return self._type_parameter("*", node)

    def _part_ParamSpec(self, node):
        return self._type_parameter("**", node)

    def _part_alias(self, node):
        return node.name + (f" as {node.asname}" if node.asname else "")

    def _part_withitem(self, node):
        name = f" as {self._expression(node.optional_vars)}" if node.optional_vars else ""
        return self._expression(node.context_expr) + name

    def _part_keyword(self, node):
        return ("**" if node.arg is None else node.arg + "=") + self._expression(node.value)

    def _part_arg(self, node):
        note = f": {self._expression(node.annotation)}" if node.annotation else ""
        return node.arg + note

    def _part_comprehension(self, node):
        word = " async for " if node.is_async else " for "
        conditions = "".join(f" if {self._expression(test, OR)}" for test in node.ifs)
        target = self._expression(node.target, TUPLE)
        return f"{word}{target} in {self._expression(node.iter, OR)}{conditions}"

    def _part_arguments(self, node):
        out = []
        positional = [*node.posonlyargs, *node.args]
        defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
        for index, (parameter, default) in enumerate(zip(positional, defaults), 1):
            value = f"={self._expression(default)}" if default else ""
            out.append(self._part_arg(parameter) + value)
            if index == len(node.posonlyargs):
                out.append("/")
        if node.vararg:
            out.append("*" + self._part_arg(node.vararg))
        elif node.kwonlyargs:
            out.append("*")
        for parameter, default in zip(node.kwonlyargs, node.kw_defaults):
            value = f"={self._expression(default)}" if default else ""
            out.append(self._part_arg(parameter) + value)
        if node.kwarg:
            out.append("**" + self._part_arg(node.kwarg))
        return ", ".join(out)

    # -- patterns

    def _pattern(self, node, around=TEST):
        return getattr(self, "_pattern_" + _kind(node))(node, around)

    def _pattern_MatchValue(self, node, around):
        return self._expression(node.value)

    def _pattern_MatchSingleton(self, node, around):
        return repr(node.value)

    def _pattern_MatchSequence(self, node, around):
        return f"[{', '.join(map(self._pattern, node.patterns))}]"

    def _pattern_MatchStar(self, node, around):
        return "*" + (node.name or "_")

    def _pattern_MatchMapping(self, node, around):
        items = [f"{self._expression(key)}: {self._pattern(pattern)}"
                 for key, pattern in zip(node.keys, node.patterns)]
        if node.rest is not None:
            items.append(f"**{node.rest}")
        return "{" + ", ".join(items) + "}"

    def _pattern_MatchClass(self, node, around):
        items = [*map(self._pattern, node.patterns),
                 *(f"{name}={self._pattern(pattern)}"
                   for name, pattern in zip(node.kwd_attrs, node.kwd_patterns))]
        return f"{self._expression(node.cls, ATOM)}({', '.join(items)})"

    def _pattern_MatchAs(self, node, around):
        if node.name is None:
            return "_"
        if node.pattern is None:
            return node.name
        text = f"{self._pattern(node.pattern, BIT_OR)} as {node.name}"
        return f"({text})" if around > TEST else text

    def _pattern_MatchOr(self, node, around):
        text = " | ".join(self._pattern(pattern, BIT_XOR) for pattern in node.patterns)
        return f"({text})" if around > BIT_OR else text

    def _part_pattern(self, node):
        return self._pattern(node)

    (_part_MatchValue, _part_MatchSingleton, _part_MatchSequence, _part_MatchStar,
     _part_MatchMapping, _part_MatchClass, _part_MatchAs, _part_MatchOr) = (_part_pattern,) * 8

    # -- expressions

    def _expression(self, node, around=TEST):
        """An expression, with parentheses if it binds less tightly than `around`."""
        maker = getattr(self, "_expr_" + _kind(node), None)
        if maker is None:
            if isinstance(node, AST) and getattr(self, "_part_" + _kind(node), None):
                return self._part(node)
            raise ValueError(f"{node!r} is no expression")
        level, text = maker(node, around)
        return f"({text})" if around > level else text

    def _items(self, nodes):
        """The inside of a tuple."""
        items = list(map(self._expression, nodes))
        return items[0] + "," if len(items) == 1 else ", ".join(items)

    def _expr_Name(self, node, around):
        return ATOM, node.id

    def _expr_Constant(self, node, around):
        value = node.value
        if value is ...:
            return ATOM, "..."
        if isinstance(value, tuple):
            inside = ", ".join(map(self._plain, value))
            return ATOM, f"({inside},)" if len(value) == 1 else f"({inside})"
        return ATOM, ("u" if node.kind == "u" else "") + self._plain(value)

    def _plain(self, value):
        text = repr(value)
        if isinstance(value, (float, complex)):
            text = text.replace("inf", _INFINITY)
            return text.replace("nan", f"({_INFINITY}-{_INFINITY})")
        return text

    def _expr_NamedExpr(self, node, around):
        return NAMED, f"{self._expression(node.target, ATOM)} := {self._expression(node.value, ATOM)}"

    def _expr_Await(self, node, around):
        return AWAIT, "await" + (f" {self._expression(node.value, ATOM)}" if node.value else "")

    def _expr_Yield(self, node, around):
        return YIELD, "yield" + (f" {self._expression(node.value, ATOM)}" if node.value else "")

    def _expr_YieldFrom(self, node, around):
        return YIELD, f"yield from {self._expression(node.value, ATOM)}"

    def _expr_BoolOp(self, node, around):
        word, level = (" and ", AND) if _kind(node.op) == "And" else (" or ", OR)
        # Each operand has to bind tighter than the one before.
        values = [self._expression(value, min(level + index, ATOM))
                  for index, value in enumerate(node.values, 1)]
        return level, word.join(values)

    def _expr_BinOp(self, node, around):
        sign, level = _BINARY[_kind(node.op)]
        left, right = (level + 1, level) if sign == "**" else (level, level + 1)
        return level, f"{self._expression(node.left, left)} {sign} " \
                      f"{self._expression(node.right, right)}"

    def _expr_UnaryOp(self, node, around):
        sign, level = _UNARY[_kind(node.op)]
        return level, sign + self._expression(node.operand, level)

    def _expr_Compare(self, node, around):
        out = [self._expression(node.left, BIT_OR)]
        for operator, value in zip(node.ops, node.comparators):
            out.append(f" {_COMPARE[_kind(operator)]} {self._expression(value, BIT_OR)}")
        return COMPARE, "".join(out)

    def _expr_Lambda(self, node, around):
        parameters = self._part_arguments(node.args)
        return TEST, f"lambda{' ' if parameters else ''}{parameters}: {self._expression(node.body)}"

    def _expr_IfExp(self, node, around):
        return TEST, f"{self._expression(node.body, OR)} if {self._expression(node.test, OR)} " \
                     f"else {self._expression(node.orelse)}"

    def _expr_Tuple(self, node, around):
        inside = self._items(node.elts) if node.elts else ""
        if not node.elts:
            return ATOM, "()"
        return TUPLE, inside

    def _expr_List(self, node, around):
        return ATOM, f"[{', '.join(map(self._expression, node.elts))}]"

    def _expr_Set(self, node, around):
        return ATOM, "{" + (", ".join(map(self._expression, node.elts)) or "*()") + "}"

    def _expr_Dict(self, node, around):
        items = [f"**{self._expression(value, BIT_OR)}" if key is None
                 else f"{self._expression(key)}: {self._expression(value)}"
                 for key, value in zip(node.keys, node.values)]
        return ATOM, "{" + ", ".join(items) + "}"

    def _loops(self, node):
        return "".join(map(self._part, node.generators))

    def _expr_ListComp(self, node, around):
        return ATOM, f"[{self._expression(node.elt)}{self._loops(node)}]"

    def _expr_SetComp(self, node, around):
        return ATOM, f"{{{self._expression(node.elt)}{self._loops(node)}}}"

    def _expr_GeneratorExp(self, node, around):
        return ATOM, f"({self._expression(node.elt)}{self._loops(node)})"

    def _expr_DictComp(self, node, around):
        pair = f"{self._expression(node.key)}: {self._expression(node.value)}"
        return ATOM, f"{{{pair}{self._loops(node)}}}"

    def _expr_Starred(self, node, around):
        return ATOM, f"*{self._expression(node.value, BIT_OR)}"

    def _expr_Call(self, node, around):
        arguments = [*map(self._expression, node.args), *map(self._part, node.keywords)]
        return ATOM, f"{self._expression(node.func, ATOM)}({', '.join(arguments)})"

    def _expr_Attribute(self, node, around):
        value = self._expression(node.value, ATOM)
        # Without the space the dot would belong to the number.
        if isinstance(node.value, Constant) and isinstance(node.value.value, int):
            value += " "
        return ATOM, f"{value}.{node.attr}"

    def _expr_Subscript(self, node, around):
        index = node.slice
        inside = self._items(index.elts) if isinstance(index, Tuple) and index.elts else (
            self._expression(index))
        return ATOM, f"{self._expression(node.value, ATOM)}[{inside}]"

    def _expr_Slice(self, node, around):
        lower = self._expression(node.lower) if node.lower else ""
        upper = self._expression(node.upper) if node.upper else ""
        step = f":{self._expression(node.step)}" if node.step else ""
        return ATOM, f"{lower}:{upper}{step}"

    # -- f-strings

    def _inside(self, node):
        """The parts of an f-string: text, and whether it is literal."""
        for value in node.values:
            kind = _kind(value)
            if kind == "JoinedStr":
                yield from self._inside(value)
            elif kind == "FormattedValue":
                yield self._field(value), False
            elif kind == "Constant" and isinstance(value.value, str):
                yield value.value.replace("{", "{{").replace("}", "}}"), True
            else:
                raise ValueError(f"Unexpected node inside JoinedStr, {value!r}")

    def _field(self, node):
        inner = Unparser()
        value = inner._expression(node.value, OR)
        if value.startswith("{"):
            value = " " + value
        conversion = f"!{chr(node.conversion)}" if node.conversion != -1 else ""
        spec = ""
        if node.format_spec:
            spec = ":" + "".join(text for text, _ in self._inside(node.format_spec))
        return f"{{{value}{conversion}{spec}}}"

    def _expr_FormattedValue(self, node, around):
        return self._expr_JoinedStr(JoinedStr(values=[node]), around)

    def _expr_JoinedStr(self, node, around):
        parts = list(self._inside(node))
        quotes = list(_QUOTES)
        out = []
        for text, is_literal in parts:
            if is_literal:
                text, fitting = _escaped(text, quotes, True)
                if set(fitting).isdisjoint(quotes):
                    return ATOM, self._fallback(parts)
                quotes = fitting
            elif "\n" in text:
                quotes = [quote for quote in quotes if quote in _LONG]
            out.append(text)
        return ATOM, f"f{quotes[0]}{''.join(out)}{quotes[0]}"

    def _fallback(self, parts):
        """Where no quotes suit all parts: those of repr, and long ones around."""
        return "f'''" + "".join(
            repr('"' + text)[2:-1] if is_literal else text for text, is_literal in parts) + "'''"
