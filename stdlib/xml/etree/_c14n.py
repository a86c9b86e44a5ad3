"""Canonical XML (C14N 2.0): a target of XMLParser that writes. Left out: rewriting prefixes."""


def _text(text):
    return (text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            .replace("\r", "&#xD;"))


def _value(text):
    return (text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
            .replace("\t", "&#x9;").replace("\n", "&#xA;").replace("\r", "&#xD;"))


class C14NWriterTarget:
    """Writes elements in canonical form."""

    def __init__(self, write, *, with_comments=False, strip_text=False, rewrite_prefixes=False,
                 qname_aware_tags=None, qname_aware_attrs=None, exclude_attrs=None,
                 exclude_tags=None):
        if rewrite_prefixes or qname_aware_tags or qname_aware_attrs:
            raise NotImplementedError("canonicalize: rewrite_prefixes and qname_aware_*")
        self._write = write
        self._parts = []
        self._comments, self._strip = with_comments, strip_text
        self._no_attrs, self._no_tags = set(exclude_attrs or ()), set(exclude_tags or ())
        self._scopes = [{"http://www.w3.org/XML/1998/namespace": "xml"}]
        self._written = [{}]
        self._new = {}
        self._keep = [False]
        self._skipped = 0
        self._root_seen = self._root_done = False

    def _flush(self):
        text = "".join(self._parts)
        self._parts = []
        if self._strip and not self._keep[-1]:
            text = text.strip()
        if text and self._root_seen and not self._root_done:
            self._write(_text(text))

    def start_ns(self, prefix, uri):
        """A namespace is declared."""
        self._new[uri] = prefix

    def data(self, data):
        """Text."""
        if not self._skipped:
            self._parts.append(data)

    def _name(self, name, declared, used, attribute=False):
        if name[:1] != "{":
            if not attribute and self._default(declared):
                used[""] = ""
            return name
        uri, local = name[1:].rsplit("}", 1)
        prefix = declared.get(uri, "")
        if prefix != "xml":
            used[prefix] = uri
        return f"{prefix}:{local}" if prefix else local

    def _default(self, declared):
        return self._written[-1].get("", "") != ""

    def start(self, tag, attrs):
        """An element begins."""
        if self._skipped or tag in self._no_tags:
            self._skipped += 1
            return
        self._flush()
        self._root_seen = True
        declared = {**self._scopes[-1], **self._new}
        self._new = {}
        used = {}
        attrs = {k: v for k, v in attrs.items() if k not in self._no_attrs}
        shown = self._name(tag, declared, used)
        names = {key: self._name(key, declared, used, True) for key in attrs}
        out = ["<" + shown]
        before = self._written[-1]
        for prefix, uri in sorted(used.items()):
            if before.get(prefix, "") != uri:
                out.append(' xmlns%s="%s"' % (":" + prefix if prefix else "", _value(uri)))

        def order(key):
            return tuple(key[1:].rsplit("}", 1)) if key[:1] == "{" else ("", key)
        for key in sorted(attrs, key=order):
            out.append(' %s="%s"' % (names[key], _value(attrs[key])))
        self._write("".join(out) + ">")
        self._scopes.append(declared)
        self._written.append({**before, **used})
        space = attrs.get("{http://www.w3.org/XML/1998/namespace}space")
        self._keep.append(space == "preserve" if space else self._keep[-1])
        self._open = getattr(self, "_open", [])
        self._open.append(shown)

    def end(self, tag):
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        self._flush()
        self._write("</%s>" % self._open.pop())
        self._scopes.pop()
        self._written.pop()
        self._keep.pop()
        self._root_done = not self._open

    def comment(self, text):
        """A comment."""
        if not self._comments or self._skipped:
            return
        self._single("<!--%s-->" % _text(text))

    def pi(self, target, data):
        """A processing instruction."""
        if not self._skipped:
            self._single("<?%s %s?>" % (target, _text(data)) if data else "<?%s?>" % target)

    def _single(self, text):
        if self._root_done:
            self._write("\n")
        elif self._root_seen:
            self._flush()
        self._write(text)
        if not self._root_seen:
            self._write("\n")
