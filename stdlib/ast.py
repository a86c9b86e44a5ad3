"""Literals from text: `literal_eval`.

Left out so far: syntax trees. biji's parser keeps its own, so `parse` raises NotImplementedError.
"""


def literal_eval(node_or_string):
    """The value of a text that is made of literals only: numbers, texts, bytes, tuples, lists,
    dicts, sets, booleans, None and `...`."""
    if not isinstance(node_or_string, str):
        if isinstance(node_or_string, (bytes, bytearray)):
            node_or_string = bytes(node_or_string).decode("utf-8")
        else:
            raise ValueError(f"malformed node or string: {node_or_string!r}")
    import _source
    return _source.literal_eval(node_or_string)


def parse(source, filename="<unknown>", mode="exec", *, type_comments=False,
          feature_version=None, optimize=-1):
    """Not supported."""
    raise NotImplementedError("ast.parse: biji has no syntax trees for programs")
