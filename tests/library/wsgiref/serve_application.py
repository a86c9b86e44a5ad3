# An application of WSGI, called by a server in a thread.
import io
import threading
import urllib.error
import urllib.request
from wsgiref.headers import Headers
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.util import request_uri, setup_testing_defaults, shift_path_info


def application(environ, start_response):
    if environ['PATH_INFO'] == '/broken':
        raise ValueError('broken')
    if environ['REQUEST_METHOD'] == 'POST':
        body = environ['wsgi.input'].read(int(environ['CONTENT_LENGTH']))
        start_response('201 Created', [('Content-Type', 'text/plain'), ('X-Len', str(len(body)))])
        return [body.upper(), b'!']
    start_response('200 OK', [('Content-Type', 'text/html')])
    name = environ['PATH_INFO'][1:].encode('latin-1').decode() or 'web'
    return [('<h1>Hello, %s! %s</h1>' % (name, environ['QUERY_STRING'])).encode('utf-8')]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass

    def get_stderr(self):
        return io.StringIO()


server = make_server('127.0.0.1', 0, application, handler_class=Quiet)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = 'http://127.0.0.1:%d' % server.server_port
for url in ('/', '/Bob?x=1', '/%E4%B8%AD'):
    with urllib.request.urlopen(base + url) as r:
        print(r.status, r.headers['Content-Type'], r.headers['Content-Length'], r.read().decode())
with urllib.request.urlopen(base + '/', data=b'abc') as r:
    print(r.status, r.headers['X-Len'], r.read())
try:
    urllib.request.urlopen(base + '/broken')
except urllib.error.HTTPError as e:
    print(e.code, e.reason, e.read())
server.shutdown()

headers = Headers([('A', '1')])
headers.add_header('Content-Disposition', 'attachment', filename='a "b".txt')
headers['B'] = '2'
print(headers, headers['a'], headers.get_all('b'), 'x' in headers, headers.setdefault('C', '3'))
try:
    Headers({})
except TypeError as e:
    print(e)
environ = {'PATH_INFO': '/a/b/', 'SCRIPT_NAME': ''}
setup_testing_defaults(environ)
print(request_uri(environ), shift_path_info(environ), environ['SCRIPT_NAME'], environ['PATH_INFO'])
