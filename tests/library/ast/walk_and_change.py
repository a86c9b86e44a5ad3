"""Walking trees, visitors, transformers, places, and compiling what came of them."""
import ast
import copy
import traceback
import warnings

source = '''import math

def area(r):
    """Of a circle."""
    return math.pi * r ** 2

class Thing:
    size = area(2) + 3
'''
tree = ast.parse(source)
print([type(node).__name__ for node in ast.walk(tree)])
print(ast.get_docstring(tree.body[1]), ast.get_docstring(tree))
print(repr(ast.get_source_segment(source, tree.body[1].body[1].value)))
print(repr(ast.get_source_segment(source, tree.body[1], padded=True)))
print([(name, type(value).__name__) for name, value in ast.iter_fields(tree.body[2])])
print([type(node).__name__ for node in ast.iter_child_nodes(tree.body[1])])


class Names(ast.NodeVisitor):
    def __init__(self):
        self.found = []

    def visit_Name(self, node):
        self.found.append((node.id, type(node.ctx).__name__, node.lineno, node.col_offset))
        self.generic_visit(node)


names = Names()
names.visit(tree)
print(names.found)


class Doubler(ast.NodeTransformer):
    def visit_Constant(self, node):
        if isinstance(node.value, int):
            return ast.copy_location(ast.BinOp(node, ast.Mult(), ast.Constant(2)), node)
        return node

    def visit_Import(self, node):
        return [node, ast.Expr(ast.Constant("added"))]

    def visit_Pass(self, node):
        return None


changed = ast.fix_missing_locations(Doubler().visit(copy.deepcopy(tree)))
print(ast.unparse(changed))
space = {}
exec(compile(changed, "<changed>", "exec"), space)
print(space["Thing"].size, space["area"](1))
print(eval(compile(ast.parse("1 + 2 * 3", mode="eval"), "<e>", "eval")))
print(eval(compile(ast.Expression(ast.fix_missing_locations(ast.Constant(42))), "<e>", "eval")))
failing = ast.parse("x = 1\n\n\ndef f():\n\n    return 1 / 0\n\n\nf()\n", "failing.py")
try:
    exec(compile(failing, "failing.py", "exec"))
except ZeroDivisionError as error:
    print([(frame.lineno, frame.name) for frame in traceback.extract_tb(error.__traceback__)][1:])
print(type(compile("a", "<x>", "exec", ast.PyCF_ONLY_AST)).__name__)
for bad, mode in [(ast.parse("1"), "eval"), (ast.Module([ast.Expr(ast.Constant(1))], []), "exec"), (3, "exec")]:
    try:
        compile(bad, "<bad>", mode)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

print(ast.increment_lineno(ast.parse("a\nb"), 5).body[1].lineno)
print(ast.dump(copy.copy(ast.parse("x = 1"))))
print(ast.Name._fields, ast.Name._attributes, ast.expr._attributes, ast.Name.__match_args__, ast.If._field_types["test"].__name__)
print(ast.Add.__mro__[1].__name__, isinstance(ast.parse("a").body[0].value.ctx, ast.Load), ast.FunctionDef.__doc__)
print(ast.expr_context.__doc__, ast.pattern.__doc__, sep="\n")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    node = ast.Name()
    print(type(node.ctx).__name__, ast.FunctionDef("f").body, ast.Constant(1).kind)
    ast.Name("a", extra=1)
    print([str(warning.message) for warning in caught])
for make in (lambda: ast.Name("a", ast.Load(), 3), lambda: ast.Name("a", id="b"), lambda: ast.dump("x")):
    try:
        make()
    except TypeError as error:
        print(error)
match ast.parse("f(1)", mode="eval").body:
    case ast.Call(ast.Name(name), [ast.Constant(value)]):
        print(name, value)
for node in (ast.parse("[1, (2, -3), {'a': {4}}, 1+2j, set()]", mode="eval"), ast.parse("f()", mode="eval").body):
    try:
        print(ast.literal_eval(node))
    except ValueError as error:
        print(str(error).split(" at ")[0])
