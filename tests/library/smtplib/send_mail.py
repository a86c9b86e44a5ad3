# A message goes to a server that runs in a thread of this program.
import base64
import smtplib
import socketserver
import threading
from email import encoders
from email.header import Header
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr, parseaddr

log = []


class Mail(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b'\r\n')

    def handle(self):
        self.say('220 test ready')
        while line := self.rfile.readline():
            words = line.decode().strip().split(' ')
            command = words[0].upper()
            log.append(line.decode().strip() if command not in ('EHLO', 'MAIL') else command)
            if command == 'EHLO':
                for text in ('250-test', '250-SIZE 1000000', '250 AUTH PLAIN LOGIN'):
                    self.say(text)
            elif command == 'HELO':
                self.say('250 test')
            elif command == 'AUTH':
                good = words[1:] == ['PLAIN', base64.b64encode(b'\0me\0secret').decode()]
                self.say('235 in' if good else '535 no')
            elif command == 'RCPT':
                self.say('550 unknown' if 'nobody' in line.decode() else '250 ok')
            elif command == 'DATA':
                self.say('354 go')
                data = b''
                while not data.endswith(b'\r\n.\r\n'):
                    data += self.rfile.readline()
                log.append(data)
                self.say('250 taken')
            elif command == 'QUIT':
                self.say('221 bye')
                return
            elif command == 'FOO':
                self.say('500 what?')
            else:
                self.say('250 ok')


server = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Mail)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
host, port = server.server_address


def show():
    for entry in log:
        print(entry)
    log.clear()


def _format_addr(s):
    name, addr = parseaddr(s)
    return formataddr((Header(name, 'utf-8').encode(), addr))


msg = MIMEText('hello, send by Python...', 'plain', 'utf-8')
msg['From'] = _format_addr('Python爱好者 <me@test.com>')
msg['To'] = _format_addr('管理员 <you@test.com>')
msg['Subject'] = Header('来自SMTP的问候……', 'utf-8').encode()
smtp = smtplib.SMTP(host, port)
print(smtp.login('me', 'secret'))
print(smtp.sendmail('me@test.com', ['you@test.com', 'nobody@test.com'], msg.as_string()))
print(smtp.has_extn('size'), sorted(smtp.esmtp_features.items()))
print(smtp.docmd('FOO'), smtp.noop(), smtp.quit())
show()

with smtplib.SMTP(host, port) as smtp:
    try:
        smtp.login('me', 'wrong')
    except smtplib.SMTPAuthenticationError as e:
        print(repr(e), e.smtp_code, e.smtp_error)
    try:
        smtp.sendmail('a@b', 'nobody@x', 'Subject: x\n\n.dot\n')
    except smtplib.SMTPRecipientsRefused as e:
        print(repr(e), e.recipients)
    message = EmailMessage()
    message['From'] = 'A <a@test.com>'
    message['To'] = 'b@test.com, C <c@test.com>'
    message['Bcc'] = 'hidden@test.com'
    message['Subject'] = 'Plain'
    message.set_content('line\n.dotted\n')
    print(smtp.send_message(message))
    try:
        smtp.putcmd('A\nB')
    except ValueError as e:
        print(e)
    try:
        smtp.starttls()
    except smtplib.SMTPNotSupportedError as e:
        print(repr(e))
show()
try:
    smtplib.SMTP('127.0.0.1', 1)
except OSError as e:
    print(repr(e))
try:
    smtplib.SMTP().sendmail('a', 'b', 'c')
except smtplib.SMTPServerDisconnected as e:
    print(repr(e))
print(smtplib.quoteaddr('A <b@c>'), smtplib.quoteaddr('b@c'), repr(smtplib.quotedata('.a\nb\r..c')))
mixed = MIMEMultipart(boundary='===')
mixed.attach(MIMEText('with file', 'plain', 'utf-8'))
mime = MIMEBase('image', 'png', filename='test.png')
mime.add_header('Content-Disposition', 'attachment', filename='test.png')
mime.add_header('Content-ID', '<0>')
mime.set_payload(b'\x89PNG data')
encoders.encode_base64(mime)
mixed.attach(mime)
print(mixed.as_string())
server.shutdown()
