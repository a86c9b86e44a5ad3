# The files of a folder, its list, and nothing outside of it.
import functools
import http.client
import http.server
import os
import threading

os.makedirs('root/sub')
os.makedirs('root/with index')
for name, text in (('root/a.txt', 'text of a'), ('root/b <x>.html', '<p>b</p>'),
                   ('root/sub/c.json', '{}'), ('root/with index/index.html', 'the index'),
                   ('root/中文.txt', 'chinese'), ('secret.txt', 'secret'), ('root/d.tar.gz', 'z')):
    with open(name, 'w', encoding='utf-8') as f:
        f.write(text)
os.symlink('a.txt', 'root/link')
os.utime('root/a.txt', (1_000_000_000, 1_000_000_000))


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


handler = functools.partial(Quiet, directory='root')
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
threading.Thread(target=server.serve_forever, daemon=True).start()


def ask(path, method='GET', **headers):
    connection = http.client.HTTPConnection(*server.server_address, timeout=5)
    connection.request(method, path, headers={k.replace('_', '-'): v for k, v in headers.items()})
    r = connection.getresponse()
    body = r.read()
    print(method, path, r.status, r.reason, r.getheader('Content-Type'),
          r.getheader('Content-Length'), r.getheader('Location'))
    connection.close()
    return r, body


for path in ('/a.txt', '/a.txt?query#frag', '/sub/c.json', '/with%20index/', '/%E4%B8%AD%E6%96%87.txt',
             '/link', '/d.tar.gz', '/b%20%3Cx%3E.html'):
    print(ask(path)[1].decode())
print(ask('/')[1].decode())
for path in ('/sub', '/sub?x=1', '/nope', '/a.txt/', '/../secret.txt', '/%2e%2e/secret.txt', '/sub/../../secret.txt',
             '//a.txt', '/..%2fsecret.txt', '/\\..\\secret.txt'):
    try:
        ask(path)
    except Exception as e:
        print(path, type(e).__name__)
r, body = ask('/a.txt', 'HEAD')
print(r.getheader('Last-Modified'), body)
ask('/a.txt', If_Modified_Since='Sun, 09 Sep 2001 01:46:40 GMT')
ask('/a.txt', If_Modified_Since='Sat, 08 Sep 2001 01:46:40 GMT')
ask('/a.txt', If_Modified_Since='nonsense')
ask('/a.txt', If_Modified_Since='Sun, 09 Sep 2001 01:46:40 GMT', If_None_Match='x')
r, body = ask('/', 'POST')
print(body.decode())
server.shutdown()
