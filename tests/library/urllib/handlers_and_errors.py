# Requests as objects, handlers of one's own, answers that are files.
import io
import urllib.error
import urllib.parse
import urllib.request
import urllib.response
from email import message_from_string

r = urllib.request.Request('http://user@Host.com:80/p?q#frag', data=b'd', headers={'X-One': '1'})
print(r.full_url, r.type, r.host, r.selector, r.fragment, r.get_method(), r.origin_req_host)
r.add_header('content-TYPE', 't')
r.add_unredirected_header('A', 'b')
print(r.headers, r.unredirected_hdrs, r.has_header('Content-type'), r.get_header('Nope', 5))
r.data = None
r.remove_header('X-one')
print(r.get_method(), r.header_items(), r.has_proxy(), r.unverifiable)
r.set_proxy('proxy:3128', 'http')
print(r.host, r.selector, r.has_proxy())
for bad in ('nourl', '', '/path', 'http:///nohost', 'http://a b/'):
    try:
        urllib.request.urlopen(bad)
    except Exception as e:
        print(type(e).__name__, e)


class Pretend(urllib.request.BaseHandler):
    handler_order = 100

    def pretend_open(self, req):
        headers = message_from_string('Content-Type: text/plain; charset=utf-8\n\n')
        return urllib.response.addinfourl(io.BytesIO(b'pretended ' + req.selector.encode()),
                                          headers, req.full_url, 200)

    def pretend_request(self, req):
        req.add_header('Seen', 'yes')
        return req


opener = urllib.request.build_opener(Pretend)
with opener.open('pretend://x/y') as f:
    print(f.status, f.getcode(), f.geturl(), f.headers.get_content_charset(), f.read(), f.closed)
print(f.closed, [type(h).__name__ for h in opener.handlers])
try:
    opener.add_handler(object())
except TypeError as e:
    print(str(e)[:29])
try:
    raise urllib.error.HTTPError('http://u', 404, 'Missing', {'a': 'b'}, io.BytesIO(b'body'))
except urllib.error.URLError as e:
    print(e, repr(e), e.code, e.reason, e.headers, e.read(), e.filename, isinstance(e, OSError))
e = urllib.error.URLError('why', 'file')
print(e, repr(e), e.reason, e.filename, e.args)
print(repr(urllib.error.ContentTooShortError('short', b'x')), urllib.error.HTTPError("u", 1, "m", {}, None).read())
manager = urllib.request.HTTPPasswordMgrWithDefaultRealm()
manager.add_password(None, 'http://h.com/a', 'u', 'p')
manager.add_password('realm', ['h.com/b', 'http://i.com'], 'u2', 'p2')
for realm, url in ((None, 'http://h.com/a/x'), ('other', 'http://h.com:80/a'), ('realm', 'http://h.com/b'),
                   ('realm', 'http://i.com/'), ('realm', 'http://h.com/c'), (None, 'http://h.com/ab')):
    print(realm, url, manager.find_user_password(realm, url))
print(urllib.request.parse_http_list('a, "b, c", d="e\\"f"'), urllib.request.parse_keqv_list(['a=1', 'b="2"']))
print(urllib.request.url2pathname('/a%20b'), urllib.request.pathname2url('/a b/é'))
import os
os.environ.update(http_proxy='http://p:1', HTTPS_PROXY='http://q:2', no_proxy='localhost,.x.com')
proxies = urllib.request.getproxies()
print(proxies['http'], proxies['https'], [bool(urllib.request.proxy_bypass(h)) for h in
                                          ('localhost', 'a.x.com', 'y.com', 'x.com:80')])
print(urllib.request.urlopen('data:text/html,%3Cp%3E').headers['content-type'])
