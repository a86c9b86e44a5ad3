# A jar takes the cookies of responses, sends them back, saves and loads them.
import email
import http.cookiejar
import urllib.request


class Response:
    def __init__(self, *headers):
        self._headers = email.message_from_string('\n'.join(headers) + '\n\n')

    def info(self):
        return self._headers


def visit(jar, url, *headers):
    request = urllib.request.Request(url)
    jar.extract_cookies(Response(*('Set-Cookie: ' + h for h in headers)), request)


def sent(jar, url):
    request = urllib.request.Request(url)
    jar.add_cookie_header(request)
    return request.get_header('Cookie')


jar = http.cookiejar.CookieJar()
visit(jar, 'http://www.example.com/a/b', 'sid=1', 'all=2; Domain=example.com; Path=/',
      'deep=3; Path=/a/b/c', 'safe=4; Secure; Path=/', 'long=5; Max-Age=1000; HttpOnly; Path=/')
for url in ('http://www.example.com/a/', 'http://www.example.com/', 'https://www.example.com/',
            'http://other.example.com/', 'http://example.org/', 'http://www.example.com/a/b/c/d'):
    print(url, sent(jar, url))
visit(jar, 'http://www.example.com/', 'evil=1; Domain=.com', 'other=1; Domain=example.org',
      'old=1; Expires=Thu, 01 Jan 1970 00:00:01 GMT; Path=/', 'all=; Max-Age=0; Domain=example.com; Path=/',
      'bad', '=x', 'q="quoted, value"; Path=/', 'late=1; expires=Wed, 01-Jan-2031 00:00:00 GMT; Path=/')
print(sent(jar, 'http://www.example.com/a/'))
for cookie in jar:
    print(cookie, cookie.expires if cookie.name == 'late' else '', cookie.secure, cookie.discard,
          cookie.domain_specified, cookie.path_specified, cookie.has_nonstandard_attr('HttpOnly'))
print(len(jar), [c.name for c in jar])
jar.clear('www.example.com', '/', 'q')
jar.clear_session_cookies()
print(sorted(c.name for c in jar))
try:
    jar.clear('nowhere')
except KeyError as e:
    print('KeyError', e)
policy = http.cookiejar.DefaultCookiePolicy(blocked_domains=['ads.net', '.ads.net'])
jar = http.cookiejar.CookieJar(policy)
visit(jar, 'http://x.ads.net/', 'track=1')
visit(jar, 'http://good.net/', 'ok=1')
print([c.name for c in jar], policy.is_blocked('x.ads.net'), policy.is_not_allowed('a.b'))
for kind in (http.cookiejar.MozillaCookieJar, http.cookiejar.LWPCookieJar):
    jar = kind('cookies.txt')
    visit(jar, 'http://www.example.com/', 'a=1; expires=Wed, 01-Jan-2031 00:00:00 GMT; Path=/x',
          'b=2', 'c=3; Domain=example.com; Secure; expires=Wed, 01-Jan-2031 00:00:00 GMT')
    jar.save(ignore_discard=True)
    with open('cookies.txt') as f:
        print(f.read())
    again = kind('cookies.txt')
    again.load(ignore_discard=True)
    print([(c.name, c.value, c.domain, c.path, c.expires, c.secure) for c in again])
    try:
        with open('cookies.txt', 'w') as f:
            f.write('nonsense\n')
        again.load()
    except http.cookiejar.LoadError as e:
        print(e)
for text in ('Wed, 09 Feb 1994 22:23:32 GMT', 'Tuesday, 08-Feb-94 14:15:29 GMT', '03/Feb/1994:17:03:55 -0700',
             '09 Feb 1994 22:23:32 GMT', 'nonsense', '', 'Thu, 31 Feb 2000 00:00:00 GMT'):
    print(text, http.cookiejar.http2time(text))
print(http.cookiejar.time2netscape(0), http.cookiejar.time2isoz(0), http.cookiejar.iso2time('1994-02-03 14:15:29 -0100'))
print(http.cookiejar.split_header_words(['foo="bar"; port="80,81"; discard, x=y', 'a']))
print(http.cookiejar.join_header_words([[('a', 'b c'), ('d', None)], [('e', 'f')]]))
print(repr(http.cookiejar.Cookie(0, 'n', 'v', None, False, 'd', False, False, '/', False, False, None, True, None, None, {})))
