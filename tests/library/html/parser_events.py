from html.parser import HTMLParser
import html, html.entities as E
print(len(E.html5), len(E.name2codepoint), E.name2codepoint['copy'], E.codepoint2name[169], E.entitydefs['lt'], E.html5['amp'], list(E.html5)[:3] and sorted(E.html5)[:4])
class P(HTMLParser):
    def handle_starttag(s,t,a): print('start',t,a,s.getpos(),repr(s.get_starttag_text()))
    def handle_endtag(s,t): print('end',t)
    def handle_data(s,d): print('data',repr(d))
    def handle_comment(s,d): print('comment',repr(d))
    def handle_decl(s,d): print('decl',repr(d))
    def handle_pi(s,d): print('pi',repr(d))
    def unknown_decl(s,d): print('unk',repr(d))
    def handle_charref(s,d): print('charref',d)
    def handle_entityref(s,d): print('entref',d)
docs=['<p class="x">Some <a href="#">html</a> &copy; &#20013;<br/><!-- c --></p>','<!DOCTYPE html><html><?php x?><![CDATA[y]]>','<script>if (a<b) "</p>" &amp;</script>x','a < b & c &amp d','<a b=c d e="f&lt;g&copy" h=\'i\'>','</p x>','<>','</>','<a','<a b="','<!--x','<!x>','&#x41;&#65 &#','<br/ >','<A HREF=X/>','<title>a&amp;b</title>','<textarea><b></textarea>','</ a>','<a/b>','<!doctype','x&am','&notit;&nosuch;','<a href="?a=1&copy=2&lt=3">','<p\n a\n=\n"1">\n<b>','<div =x>','<a"b">', '<!-->x-->','<!--a--!>b','<style>x</style >y']
for c in (True,False):
    for d in docs:
        print(c,repr(d)); p=P(convert_charrefs=c); p.feed(d); print('-'); p.close()
p=P()
for ch in '<p a="1">x&amp;y</p><script>a</b></script>': p.feed(ch)
p.close()
for s in ['&lt;&gt;&amp;&quot;&#39;&#x27;','&notit;','&#0;&#128;&#xD800;&#1114112;&#11;','&amp','&nosuch;','&copy2']: print(repr(html.unescape(s)))
print(html.escape('<a b="c">\'&'), html.escape('<a "',False))
