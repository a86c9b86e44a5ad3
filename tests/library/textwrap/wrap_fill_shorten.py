import textwrap

text = ("The quick-witted brown fox, 'jumping' over the e-mail -- it's a well-known dog... "
        "Really?  Yes! anti--war --option a-b-c one-two-three- x")
for width in (10, 20, 33, 70):
    print(textwrap.wrap(text, width))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap(text, 12, break_on_hyphens=False))
print(textwrap.wrap("averyveryverylongword and-more-hyphens-inside short", 8))
print(textwrap.wrap("averyveryverylongword and", 8, break_long_words=False))
print(textwrap.wrap("tab\there  two\n\nlines", 12, expand_tabs=False))
print(textwrap.wrap("tab\there  two\n\nlines", 12, replace_whitespace=False))
print(textwrap.wrap("  lead   inner  trail  ", 9, drop_whitespace=False))
print(textwrap.wrap("One sentence. Another one! \"Quoted.\" End", 30, fix_sentence_endings=True))
print(textwrap.wrap("a b c d e f g h", 5, max_lines=2), textwrap.wrap("a b c d e f g h", 5, max_lines=2, placeholder="~"))
print(textwrap.shorten("Hello  world and   friends", 15), textwrap.shorten("Hello world", 11), textwrap.shorten("Hello world", 10, placeholder="..."))
print(textwrap.wrap(""), repr(textwrap.fill("   ")), textwrap.wrap("\n\t "))
print(textwrap.wrap("中文 字符 没有 空格的很长的一段文字", 6))
print(repr(textwrap.dedent("""
    one
      two

    three
""")))
print(repr(textwrap.dedent("\tx\n\t  y\n    z\n")), repr(textwrap.dedent("  a\n \n  b")), repr(textwrap.dedent("")))
print(repr(textwrap.indent("a\n\n  b\nc", "> ")), repr(textwrap.indent("a\n\nb\n", "+ ", lambda line: True)))
wrapper = textwrap.TextWrapper(width=15, tabsize=4)
wrapper.initial_indent = "- "
print(wrapper.wrap("reuse of a wrapper\twith tabs"), wrapper.fill("again"))
for bad in (lambda: textwrap.wrap("x", 0), lambda: textwrap.shorten("long text here", 3), lambda: textwrap.dedent(5)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
