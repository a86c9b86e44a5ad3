# poplib, with a server that runs in a thread of this program.
import hashlib
import poplib
import socketserver
import threading
from email.parser import Parser
from email.policy import default

MAILS = [b'From: a@b\r\nSubject: =?utf-8?b?5L2g5aW9?=\r\n\r\nfirst\r\n.dot\r\n',
         b'Subject: two\r\n\r\nsecond\r\n']


class Box(socketserver.StreamRequestHandler):
    def say(self, *lines):
        for line in lines:
            self.wfile.write((line if isinstance(line, bytes) else line.encode()) + b'\r\n')

    def handle(self):
        self.say('+OK ready <123@test>')
        while line := self.rfile.readline():
            words = line.decode().split()
            command, args = words[0].upper(), words[1:]
            if command == 'PASS' and args != ['secret']:
                self.say('-ERR no')
            elif command == 'STAT':
                self.say('+OK %d %d' % (len(MAILS), sum(map(len, MAILS))))
            elif command == 'LIST' and not args:
                self.say('+OK', *('%d %d' % (n + 1, len(m)) for n, m in enumerate(MAILS)), '.')
            elif command == 'LIST':
                self.say('+OK %s %d' % (args[0], len(MAILS[int(args[0]) - 1])))
            elif command in ('RETR', 'TOP'):
                number = int(args[0])
                if number > len(MAILS):
                    self.say('-ERR no such message')
                    continue
                lines = MAILS[number - 1].split(b'\r\n')[:-1]
                self.say('+OK', *(b'.' + x if x.startswith(b'.') else x for x in lines), '.')
            elif command == 'CAPA':
                self.say('+OK', 'TOP', 'SASL PLAIN LOGIN', '.')
            elif command == 'APOP':
                good = hashlib.md5(b'<123@test>secret').hexdigest()
                self.say('+OK' if args[1] == good else '-ERR')
            elif command == 'QUIT':
                self.say('+OK bye')
                return
            elif command == 'NOOP':
                self.say('+' + 'x' * 5000)
            else:
                self.say('+OK')


server = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Box)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
box = poplib.POP3(*server.server_address, timeout=5)
print(box.getwelcome(), box.user('me'))
try:
    box.pass_('wrong')
except poplib.error_proto as e:
    print(repr(e))
print(box.pass_('secret'), box.apop('me', 'secret'))
print('Messages: %s. Size: %s' % box.stat())
resp, mails, octets = box.list()
print(resp, mails, octets, box.list(2), box.capa())
resp, lines, octets = box.retr(1)
print(lines, octets)
msg = Parser(policy=default).parsestr(b'\r\n'.join(lines).decode('utf-8'))
print(msg['subject'], msg['from'].addresses, repr(msg.get_content()))
for call in (lambda: box.retr(9), lambda: box.noop(), lambda: box.stls()):
    try:
        print(call())
    except poplib.error_proto as e:
        print(type(e).__name__, e)
print(poplib.POP3(*server.server_address).quit())
server.shutdown()
