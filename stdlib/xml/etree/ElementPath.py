"""Paths to elements: the part of XPath that find() and its kin know."""

import re

_TOKENS = re.compile(
    r"('[^']*'|\"[^\"]*\"|::|//?|\.\.|\(\)|!=|[/.*:\[\]\(\)@=])"
    r"|((?:\{[^}]+\})?[^/\[\]\(\)@!=\s]+)|\s+")


def xpath_tokenizer(pattern, namespaces=None):
    """Tokens of a path: an operator or a name."""
    default = namespaces.get("") if namespaces else None
    after_at = False
    for token in _TOKENS.findall(pattern):
        kind, tag = token
        if tag and tag[0] != "{":
            if ":" in tag:
                prefix, local = tag.split(":", 1)
                try:
                    if not namespaces:
                        raise KeyError
                    yield kind, "{%s}%s" % (namespaces[prefix], local)
                except KeyError:
                    raise SyntaxError("prefix %r not found in prefix map" % prefix) from None
            elif default and not after_at:
                yield kind, "{%s}%s" % (default, tag)
            else:
                yield token
            after_at = False
        else:
            yield token
            after_at = kind == "@"


def _parents(context):
    if context[1] is None:
        context[1] = {child: parent for parent in context[0].iter() for child in parent}
    return context[1]


def _matches(tag):
    """Whether an element's tag fits a pattern with wildcards."""
    if tag[:3] == "{*}":
        suffix = tag[2:]
        local = tag[3:]
        if local == "*":
            return lambda t: isinstance(t, str)
        return lambda t: isinstance(t, str) and (t == local or t.endswith(suffix))
    if tag[:3] == "{}*":
        return lambda t: isinstance(t, str) and t[:1] != "{"
    if tag[-2:] == "}*":
        return lambda t: isinstance(t, str) and t.startswith(tag[:-1])
    return lambda t: t == tag


def _step(next, token):
    """One step of a path: a function from elements to elements."""
    kind, tag = token
    if kind == "*":
        return lambda context, found: (c for e in found for c in e)
    if kind == ".":
        return lambda context, found: found
    if kind == "..":
        def up(context, found):
            parents, seen = _parents(context), {}
            for e in found:
                if e in parents and parents[e] not in seen:
                    seen[parents[e]] = None
                    yield parents[e]
        return up
    if kind == "//":
        try:
            token = next()
        except StopIteration:
            return None
        if token[0] == "*":
            tag = "*"
        elif not token[0]:
            tag = token[1]
        else:
            raise SyntaxError("invalid descendant")
        if tag == "*" or not ("*" in tag or tag[:2] == "{}"):
            tag = tag[2:] if tag[:2] == "{}" else tag

            def below(context, found):
                for e in found:
                    for c in e.iter(tag):
                        if c is not e:
                            yield c
            return below
        fits = _matches(tag)
        return lambda context, found: (
            c for e in found for c in e.iter() if c is not e and fits(c.tag))
    if kind == "[":
        return _predicate(next)
    if not kind:
        if tag[:2] == "{}" and tag[2:] != "*":
            tag = tag[2:]
        fits = _matches(tag)
        return lambda context, found: (c for e in found for c in e if fits(c.tag))
    raise KeyError(kind)


def _predicate(next):
    """What stands in brackets."""
    signature, words = [], []
    while True:
        try:
            token = next()
        except StopIteration:
            return None
        if token[0] == "]":
            break
        if token == ("", ""):
            continue
        if token[0] and token[0][:1] in "'\"":
            token = "'", token[0][1:-1]
        signature.append(token[0] or "-")
        words.append(token[1])
    signature = "".join(signature)
    if signature == "@-":
        return lambda context, found: (e for e in found if e.get(words[1]) is not None)
    if signature in ("@-='", "@-!='"):
        key, value = words[1], words[-1]
        if "!=" in signature:
            return lambda context, found: (
                e for e in found if (v := e.get(key)) is not None and v != value)
        return lambda context, found: (e for e in found if e.get(key) == value)
    if signature == "-" and not re.match(r"\-?\d+$", words[0]):
        return lambda context, found: (e for e in found if e.find(words[0]) is not None)
    if signature in (".='", ".!='") or (
            signature in ("-='", "-!='") and not re.match(r"\-?\d+$", words[0])):
        tag, value = words[0], words[-1]
        wanted = "!=" not in signature

        def by_text(context, found):
            for e in found:
                texts = [e] if signature[0] == "." else e.findall(tag)
                for other in texts:
                    if ("".join(other.itertext()) == value) is wanted:
                        yield e
                        break
        return by_text
    if signature in ("-", "-()", "-()-"):
        if signature == "-":
            index = int(words[0]) - 1
            if index < 0:
                raise SyntaxError("XPath position >= 1 expected")
        else:
            if words[0] != "last":
                raise SyntaxError("unsupported function")
            if signature == "-()-":
                try:
                    index = int(words[2]) - 1
                except ValueError:
                    raise SyntaxError("unsupported expression") from None
                if index > -2:
                    raise SyntaxError("XPath offset from last() must be negative")
            else:
                index = -1

        def by_place(context, found):
            parents = _parents(context)
            for e in found:
                try:
                    if list(parents[e].findall(e.tag))[index] is e:
                        yield e
                except (IndexError, KeyError):
                    pass
        return by_place
    raise SyntaxError("invalid predicate")


_cache = {}


def iterfind(elem, path, namespaces=None):
    """The elements at a path."""
    if path[-1:] == "/":
        path += "*"
    key = path, tuple(sorted(namespaces.items())) if namespaces else None
    steps = _cache.get(key)
    if steps is None:
        if len(_cache) > 100:
            _cache.clear()
        if path[:1] == "/":
            raise SyntaxError("cannot use absolute path on element")
        next = iter(xpath_tokenizer(path, namespaces)).__next__
        try:
            token = next()
        except StopIteration:
            return
        steps = []
        while True:
            try:
                step = _step(next, token)
            except StopIteration:
                raise SyntaxError("invalid path") from None
            if step is None:
                raise SyntaxError("invalid path")
            steps.append(step)
            try:
                token = next()
                if token[0] == "/":
                    token = next()
            except StopIteration:
                break
        _cache[key] = steps
    context = [elem, None]
    found = [elem]
    for step in steps:
        found = step(context, found)
    yield from found


def find(elem, path, namespaces=None):
    """The first element at a path, or None."""
    return next(iterfind(elem, path, namespaces), None)


def findall(elem, path, namespaces=None):
    """A list of the elements at a path."""
    return list(iterfind(elem, path, namespaces))


def findtext(elem, path, default=None, namespaces=None):
    """The text of the first element at a path."""
    found = find(elem, path, namespaces)
    if found is None:
        return default
    return "" if found.text is None else found.text
