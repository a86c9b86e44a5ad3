"""The classes of the nodes of syntax trees, made from the grammar of Python 3.13's trees."""

import warnings

# A kind, or a group of kinds and its members. `*` is a list, `?` may be None.
_GRAMMAR = """
mod = Module(stmt* body, type_ignore* type_ignores)
    | Interactive(stmt* body)
    | Expression(expr body)
    | FunctionType(expr* argtypes, expr returns)
stmt @ FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
    | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
    | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)
    | Return(expr? value)
    | Delete(expr* targets)
    | Assign(expr* targets, expr value, string? type_comment)
    | TypeAlias(expr name, type_param* type_params, expr value)
    | AugAssign(expr target, operator op, expr value)
    | AnnAssign(expr target, expr annotation, expr? value, int simple)
    | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
    | While(expr test, stmt* body, stmt* orelse)
    | If(expr test, stmt* body, stmt* orelse)
    | With(withitem* items, stmt* body, string? type_comment)
    | AsyncWith(withitem* items, stmt* body, string? type_comment)
    | Match(expr subject, match_case* cases)
    | Raise(expr? exc, expr? cause)
    | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
    | Assert(expr test, expr? msg)
    | Import(alias* names)
    | ImportFrom(identifier? module, alias* names, int? level)
    | Global(identifier* names)
    | Nonlocal(identifier* names)
    | Expr(expr value)
    | Pass
    | Break
    | Continue
expr @ BoolOp(boolop op, expr* values)
    | NamedExpr(expr target, expr value)
    | BinOp(expr left, operator op, expr right)
    | UnaryOp(unaryop op, expr operand)
    | Lambda(arguments args, expr body)
    | IfExp(expr test, expr body, expr orelse)
    | Dict(expr* keys, expr* values)
    | Set(expr* elts)
    | ListComp(expr elt, comprehension* generators)
    | SetComp(expr elt, comprehension* generators)
    | DictComp(expr key, expr value, comprehension* generators)
    | GeneratorExp(expr elt, comprehension* generators)
    | Await(expr value)
    | Yield(expr? value)
    | YieldFrom(expr value)
    | Compare(expr left, cmpop* ops, expr* comparators)
    | Call(expr func, expr* args, keyword* keywords)
    | FormattedValue(expr value, int conversion, expr? format_spec)
    | JoinedStr(expr* values)
    | Constant(constant value, string? kind)
    | Attribute(expr value, identifier attr, expr_context ctx)
    | Subscript(expr value, expr slice, expr_context ctx)
    | Starred(expr value, expr_context ctx)
    | Name(identifier id, expr_context ctx)
    | List(expr* elts, expr_context ctx)
    | Tuple(expr* elts, expr_context ctx)
    | Slice(expr? lower, expr? upper, expr? step)
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler @ ExceptHandler(expr? type, identifier? name, stmt* body)
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
@arg(identifier arg, expr? annotation, string? type_comment)
@keyword(identifier? arg, expr value)
@alias(identifier name, identifier? asname)
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
pattern @ MatchValue(expr value)
    | MatchSingleton(constant value)
    | MatchSequence(pattern* patterns)
    | MatchMapping(expr* keys, pattern* patterns, identifier? rest)
    | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
    | MatchStar(identifier? name)
    | MatchAs(pattern? pattern, identifier? name)
    | MatchOr(pattern* patterns)
type_ignore = TypeIgnore(int lineno, string tag)
type_param @ TypeVar(identifier name, expr? bound, expr? default_value)
    | ParamSpec(identifier name, expr? default_value)
    | TypeVarTuple(identifier name, expr? default_value)
"""

_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")
_PLAIN = {"identifier": str, "string": str, "int": int, "constant": object}


class AST:
    __module__ = "ast"
    _fields = ()
    _attributes = ()
    _field_types = {}
    __match_args__ = ()

    def __init__(self, *args, **kwargs):
        kind = type(self)
        name = kind.__name__
        fields = self._fields
        if len(args) > len(fields):
            plural = "" if len(fields) == 1 else "s"
            raise TypeError(f"{name} constructor takes at most {len(fields)} positional "
                            f"argument{plural}")
        for field, value in zip(fields, args):
            setattr(self, field, value)
        missing = set(fields[len(args):])
        for field, value in kwargs.items():
            if field in fields:
                if field not in missing:
                    raise TypeError(f"{name} got multiple values for argument {field!r}")
                missing.discard(field)
            elif field not in self._attributes:
                warnings.warn(
                    f"{name}.__init__ got an unexpected keyword argument {field!r}. Support for "
                    "arbitrary keyword arguments is deprecated and will be removed in Python "
                    "3.15.", DeprecationWarning, stacklevel=2)
            setattr(self, field, value)
        types = getattr(kind, "_field_types", {})
        for field in fields:
            if field not in missing or field not in types:
                continue
            wanted = types[field]
            if getattr(wanted, "__origin__", None) is list:
                setattr(self, field, [])
            elif wanted is NODES.get("expr_context"):
                setattr(self, field, SINGLE["Load"])
            elif not hasattr(kind, field):
                warnings.warn(
                    f"{name}.__init__ missing 1 required positional argument: {field!r}. This "
                    "will become an error in Python 3.15.", DeprecationWarning, stacklevel=2)

    def __reduce__(self):
        return type(self), (), dict(self.__dict__)

    def __reduce_ex__(self, protocol):
        return self.__reduce__()

    def __replace__(self, **changes):
        allowed = {*self._fields, *self._attributes}
        for name in changes:
            if name not in allowed:
                raise TypeError(f"{type(self).__name__}.__replace__ got an unexpected keyword "
                                f"argument {name!r}.")
        return type(self)(**{**self.__dict__, **changes})


AST.__doc__ = None
# All classes by name.
NODES = {}
# The one object of each operator and context, as the parser gives it.
SINGLE = {}


def _split(text):
    """A kind's name and its fields (type, mark, name)."""
    name, _, rest = text.strip().partition("(")
    fields = []
    for field in filter(None, rest.rstrip(")").split(", ")):
        kind, label = field.split(" ")
        mark = kind[-1] if kind[-1] in "*?" else ""
        fields.append((kind.rstrip("*?"), mark, label))
    return name.strip(), fields


def _make(name, base, fields, doc, placed):
    labels = tuple(label for _, _, label in fields)
    body = {"__module__": "ast", "__doc__": doc, "_fields": labels, "__match_args__": labels}
    if placed:
        body.update(_attributes=_PLACE, end_lineno=None, end_col_offset=None)
    for _, mark, label in fields:
        if mark == "?":
            body[label] = None
    NODES[name] = type(name, (base,), body)


def _build():
    rules = []
    for line in _GRAMMAR.strip().splitlines():
        if line.startswith(" "):
            rules[-1] += "\n" + line.strip()
        else:
            rules.append(line)
    typed = []
    for rule in rules:
        group = "(" not in rule.split("=")[0].split("@ ")[0]
        if not group:
            placed = rule.startswith("@")
            text = rule.lstrip("@")
            name, fields = _split(text)
            _make(name, AST, fields, text, placed)
            typed.append((name, fields))
            continue
        placed = " @ " in rule
        name, members = rule.split(" @ " if placed else " = ", 1)
        joint = "\n" + " " * len(name) + " | " if "\n" in members else " | "
        members = [member.strip() for member in members.replace("\n", " ").split("| ")]
        _make(name, AST, [], f"{name} = {joint.join(members)}", placed)
        for member in members:
            kind, fields = _split(member)
            _make(kind, NODES[name], fields, member, False)
            typed.append((kind, fields))
    for name, fields in typed:
        types = {}
        for kind, mark, label in fields:
            wanted = _PLAIN.get(kind) or NODES[kind]
            types[label] = {"*": list[wanted], "?": wanted | None, "": wanted}[mark]
        NODES[name]._field_types = types
    for group in "expr_context", "boolop", "operator", "unaryop", "cmpop":
        for kind in NODES[group].__subclasses__():
            SINGLE[kind.__name__] = kind()


_build()
