"""Syntax trees: parsing, walking, changing, printing, and turning back into text.

The nodes are made in `_nodes`, text is made of them in `_unparse`; the parser is native. compile()
takes a tree: it is turned into text whose statements stand in their own lines, so that tracebacks
name the right ones.

Left out: type comments and the mode "func_type", which is for them (NotImplementedError), feature
versions below 3.13, trees that are optimized, and the classes of Python 3.7 (Num, Str and so on).
"""

from collections import deque
from contextlib import contextmanager, nullcontext
from enum import IntEnum, auto
import re
import sys

from ._nodes import AST, NODES as _NODES, SINGLE as _SINGLE

globals().update(_NODES)

PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_ONLY_AST = 0x400
PyCF_OPTIMIZED_AST = 0x8400
PyCF_TYPE_COMMENTS = 0x1000

_KINDS = {**_NODES, **_SINGLE}


def parse(source, filename="<unknown>", mode="exec", *, type_comments=False,
          feature_version=None, optimize=-1):
    """The tree of a text: a Module, or with mode "eval" an Expression, with "single" an
    Interactive."""
    if type_comments:
        raise NotImplementedError("ast.parse: type comments are comments here")
    if feature_version is not None:
        minor = feature_version
        if isinstance(feature_version, tuple):
            major, minor = feature_version
            if major != 3:
                raise ValueError(f"Unsupported major version: {major}")
        if minor not in (-1, 13):
            raise NotImplementedError("ast.parse: only Python 3.13's grammar is here")
    if optimize > 0:
        raise NotImplementedError("ast.parse: trees are not optimized here")
    return _parse(source, filename, mode)


def _parse(source, filename, mode):
    """What compile() with PyCF_ONLY_AST gives."""
    import _syntax_tree
    if isinstance(source, AST):
        return source
    if mode == "func_type":
        raise NotImplementedError("ast.parse: the mode func_type is not supported")
    if mode not in ("exec", "eval", "single"):
        raise ValueError("compile() mode must be 'exec', 'eval', 'single' or 'func_type'")
    if isinstance(source, (bytes, bytearray, memoryview)):
        from tokenize import detect_encoding
        from io import BytesIO
        source = bytes(source)
        encoding, _ = detect_encoding(BytesIO(source).readline)
        source = source.decode(encoding)
    elif not isinstance(source, str):
        raise TypeError("compile() arg 1 must be a string, bytes or AST object")
    if "\0" in source:
        raise SyntaxError("source code string cannot contain null bytes")
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    import os
    return _syntax_tree.parse(source, os.fsdecode(filename), mode, _KINDS)


def literal_eval(node_or_string):
    """The value of a text or tree that is made of literals only: numbers, texts, bytes, tuples,
    lists, dicts, sets, booleans, None and `...`."""
    if isinstance(node_or_string, str):
        import _source
        return _source.literal_eval(node_or_string)
    if isinstance(node_or_string, (bytes, bytearray)):
        import _source
        return _source.literal_eval(bytes(node_or_string).decode("utf-8"))
    if isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body
    return _value_of(node_or_string)


def _malformed(node):
    place = ""
    line = getattr(node, "lineno", None)
    if line:
        place = f" on line {line}"
    raise ValueError(f"malformed node or string{place}: {node!r}")


def _number_of(node):
    if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
        _malformed(node)
    return node.value


def _signed_number_of(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _number_of(node.operand)
        return +value if isinstance(node.op, UAdd) else -value
    return _number_of(node)


def _value_of(node):
    match node:
        case Constant():
            return node.value
        case Tuple():
            return tuple(map(_value_of, node.elts))
        case List():
            return list(map(_value_of, node.elts))
        case Set():
            return set(map(_value_of, node.elts))
        case Call(func=Name(id="set"), args=[], keywords=[]):
            return set()
        case Dict():
            if len(node.keys) != len(node.values):
                _malformed(node)
            return dict(zip(map(_value_of, node.keys), map(_value_of, node.values)))
        case BinOp(op=Add() | Sub()):
            left, right = _signed_number_of(node.left), _number_of(node.right)
            if isinstance(left, (int, float)) and isinstance(right, complex):
                return left + right if isinstance(node.op, Add) else left - right
    return _signed_number_of(node)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=False):
    """A tree as text, in the form of the calls that make it."""
    if not isinstance(node, AST):
        raise TypeError("expected AST, got %r" % node.__class__.__name__)
    if indent is not None and not isinstance(indent, str):
        indent = " " * indent

    def show(node, level):
        """The text, and whether it is so simple that it may stand in its parent's line."""
        level += 1
        prefix, separator = ("", ", ") if indent is None else (
            "\n" + indent * level, ",\n" + indent * level)
        if isinstance(node, list):
            if not node:
                return "[]", True
            items = separator.join(show(item, level)[0] for item in node)
            return f"[{prefix}{items}]", False
        if not isinstance(node, AST):
            return repr(node), True
        kind = type(node)
        args, held, simple, named = [], [], True, annotate_fields
        for name in node._fields:
            try:
                value = getattr(node, name)
            except AttributeError:
                named = True
                continue
            if value is None and getattr(kind, name, ...) is None:
                named = True
                continue
            if not show_empty:
                is_list = getattr(kind._field_types.get(name), "__origin__", None) is list
                if value == [] and is_list:
                    if not named:
                        held.append("[]")
                    continue
                if not named:
                    args += held
                    held = []
            text, is_simple = show(value, level)
            simple = simple and is_simple
            args.append(f"{name}={text}" if named else text)
        if include_attributes and node._attributes:
            for name in node._attributes:
                try:
                    value = getattr(node, name)
                except AttributeError:
                    continue
                if value is None and getattr(kind, name, ...) is None:
                    continue
                text, is_simple = show(value, level)
                simple = simple and is_simple
                args.append(f"{name}={text}")
        label = kind.__name__
        if simple and len(args) <= 3:
            return f"{label}({', '.join(args)})", not args
        return f"{label}({prefix}{separator.join(args)})", False

    return show(node, 0)[0]


def copy_location(new_node, old_node):
    """Give a node the place of another."""
    for name in "lineno", "col_offset", "end_lineno", "end_col_offset":
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, None)
            if value is not None or hasattr(old_node, name) and name.startswith("end_"):
                setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Give the nodes of a tree that have no place that of their parents."""
    def fix(node, line, column, end_line, end_column):
        if "lineno" in node._attributes:
            if not hasattr(node, "lineno"):
                node.lineno = line
            else:
                line = node.lineno
        if "end_lineno" in node._attributes:
            if getattr(node, "end_lineno", None) is None:
                node.end_lineno = end_line
            else:
                end_line = node.end_lineno
        if "col_offset" in node._attributes:
            if not hasattr(node, "col_offset"):
                node.col_offset = column
            else:
                column = node.col_offset
        if "end_col_offset" in node._attributes:
            if getattr(node, "end_col_offset", None) is None:
                node.end_col_offset = end_column
            else:
                end_column = node.end_col_offset
        for child in iter_child_nodes(node):
            fix(child, line, column, end_line, end_column)
    fix(node, 1, 0, 1, 0)
    return node


def increment_lineno(node, n=1):
    """Move a tree down by n lines."""
    for child in walk(node):
        if isinstance(child, TypeIgnore):
            child.lineno = getattr(child, "lineno", 0) + n
            continue
        if "lineno" in child._attributes:
            child.lineno = getattr(child, "lineno", 0) + n
        if "end_lineno" in child._attributes and (
                end := getattr(child, "end_lineno", 0)) is not None:
            child.end_lineno = end + n
    return node


def iter_fields(node):
    """Names and values of a node's fields, those that it has."""
    for field in node._fields:
        try:
            yield field, getattr(node, field)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """The nodes right below a node."""
    for _, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, AST):
                    yield item


def walk(node):
    """A node and all below it, level by level."""
    todo = deque([node])
    while todo:
        node = todo.popleft()
        todo.extend(iter_child_nodes(node))
        yield node


def get_docstring(node, clean=True):
    """The docstring of a module, class or function, None if it has none."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError("%r can't have docstrings" % node.__class__.__name__)
    match node.body:
        case [Expr(value=Constant(value=str(text))), *_]:
            if clean:
                import inspect
                return inspect.cleandoc(text)
            return text
    return None


def get_source_segment(source, node, *, padded=False):
    """The text of a node in the source, None if its place is not known."""
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        first, last = node.lineno - 1, node.end_lineno - 1
        start, end = node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", source)[:last + 1]
    if first == last:
        return lines[first].encode()[start:end].decode()
    head = lines[first].encode()
    padding = ""
    if padded:
        padding = "".join(c if c in "\f\t" else " " for c in head[:start].decode())
    parts = [padding + head[start:].decode(), *lines[first + 1:last],
             lines[last].encode()[:end].decode()]
    return "".join(parts)


class NodeVisitor:
    """Visits a tree: calls visit_KIND for each node where there is such a method, else
    generic_visit, which visits what is below."""

    def visit(self, node):
        """Visit a node."""
        return getattr(self, "visit_" + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        """Visit the nodes below."""
        for _, value in iter_fields(node):
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, AST):
                        self.visit(item)
            elif isinstance(value, AST):
                self.visit(value)


class NodeTransformer(NodeVisitor):
    """Visits a tree and puts what the methods return in the place of the nodes: None removes a
    node, a list stands for it."""

    def generic_visit(self, node):
        for field, old in iter_fields(node):
            if isinstance(old, list):
                new = []
                for item in old:
                    if isinstance(item, AST):
                        item = self.visit(item)
                        if item is None:
                            continue
                        if not isinstance(item, AST):
                            new.extend(item)
                            continue
                    new.append(item)
                old[:] = new
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, field)
                else:
                    setattr(node, field, new)
        return node


def unparse(ast_obj):
    """A tree as source text."""
    from ._unparse import Unparser
    return Unparser().text(ast_obj)


def _source_of(tree, mode):
    """A tree as text to compile, its statements in their lines. For compile()."""
    from ._unparse import Unparser
    wanted = {"exec": Module, "eval": Expression, "single": Interactive}[mode]
    if not isinstance(tree, wanted):
        raise TypeError(f"expected {wanted.__name__} node, got {type(tree).__name__}")
    for node in walk(tree):
        for name in "lineno", "col_offset":
            if name in node._attributes and not hasattr(node, name):
                raise TypeError(f'required field "{name}" missing from {_group(node)}')
        for field, kind in type(node)._field_types.items():
            if not hasattr(node, field):
                raise TypeError(f'required field "{field}" missing from {type(node).__name__}')
    return Unparser(keeps_lines=True).text(tree)


def _group(node):
    """The name of the group that a node's class belongs to."""
    kind = type(node)
    while kind.__mro__[1] is not AST and kind is not AST:
        kind = kind.__mro__[1]
    return kind.__name__


def main():
    """The command line: print the tree of a file."""
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument("infile", nargs="?", default="-",
                        help="the file to parse; defaults to stdin")
    parser.add_argument("-m", "--mode", default="exec",
                        choices=("exec", "single", "eval", "func_type"),
                        help="specify what kind of code must be parsed")
    parser.add_argument("--no-type-comments", default=True, action="store_false",
                        help="don't add information about type comments")
    parser.add_argument("-a", "--include-attributes", action="store_true",
                        help="include attributes such as line numbers and column offsets")
    parser.add_argument("-i", "--indent", type=int, default=3,
                        help="indentation of nodes (number of spaces)")
    args = parser.parse_args()
    if args.infile == "-":
        name, source = "<stdin>", sys.stdin.buffer.read()
    else:
        name = args.infile
        with open(args.infile, "rb") as infile:
            source = infile.read()
    tree = parse(source, name, args.mode)
    print(dump(tree, include_attributes=args.include_attributes, indent=args.indent))

