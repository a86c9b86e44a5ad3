# Messages made, written, read; headers, addresses, dates; what is wrong with bad ones.
import email, email.message
m = email.message_from_string('Subject: hi\nTo: a@b\n\nbody\nline2\n')
print(m['subject'], m.keys(), repr(m.get_payload()), m.is_multipart(), m.get_content_type())
print(m.as_string())
from email.mime.text import MIMEText
from email.mime.multipart import MIMEMultipart
from email.mime.base import MIMEBase
from email import encoders
from email.header import Header, decode_header, make_header
from email.utils import *
t = MIMEText('hello, send by Python...', 'plain', 'utf-8')
print(t.as_string())
t = MIMEText('plain ascii'); t['Subject']=Header('来自SMTP的问候……','utf-8').encode(); t['From']='Python 爱好者 <a@b.c>'
print(t.as_string())
print(decode_header(t['Subject']))
print(formataddr((Header('爱好者','utf-8').encode(),'a@b')), parseaddr('Bob <b@c>'), parseaddr('"A, B" <x@y> (c)'), parseaddr('junk@'), parseaddr(''))
mm = MIMEMultipart('mixed', boundary='BBB')
mm.attach(MIMEText('send with file...', 'plain', 'utf-8'))
b = MIMEBase('image','png',filename='test.png')
b.add_header('Content-Disposition','attachment',filename='test.png'); b.add_header('Content-ID','<0>')
b.set_payload(b'\x89PNG'*30); encoders.encode_base64(b); mm.attach(b)
s = mm.as_string(); print(s)
p = email.message_from_string(s)
for part in p.walk(): print(part.get_content_type(), part.get_filename(), part.get_payload(decode=True), part.get_content_charset())
print(p.as_string()==s, p.preamble, repr(p.epilogue))
for h in ['=?utf-8?b?5p2l6Ieq?= plain =?iso-8859-1?q?a_b=E9?=','x','=?utf-8?b?5p2l?= =?utf-8?b?6Ieq?=']:
    d=decode_header(h); print(d, str(make_header(d)))
print(Header('long '*40, header_name='Subject').encode())
print(Header('来自SMTP的问候'*10,'utf-8', header_name='Subject').encode())
print(formatdate(0), formatdate(0,usegmt=True), parsedate('Mon, 20 Nov 1995 19:12:08 -0500'), parsedate_tz('20 Nov 1995 19:12:08 EST'), parsedate('bad'))
print(getaddresses(['A <a@b>, c@d', 'G: x@y, z@w;']))
m=email.message_from_bytes(b'Content-Type: text/plain; charset="gb2312"\nContent-Transfer-Encoding: quoted-printable\n\n=D6=D0\n'); print(m.get_payload(decode=True), m.get_content_charset(), m.get_params(), m.get_param('charset'))
m=email.message.Message(); m['A']='1'; m['a']='2'; print(m.get_all('A'), len(m), 'A' in m); m.replace_header('A','9'); print(m.items()); del m['a']; print(m.items()); m.add_header('Content-Disposition','attachment',filename='é x.txt'); print(m['content-disposition'], m.get_filename()); m.set_param('charset','utf-8'); print(m.items())
for bad in ['no header\nbody',' cont\nA: b\n\n','Content-Type: multipart/mixed; boundary=x\n\npre\n--x\n\npart\n','Content-Type: multipart/mixed\n\nx',': x\n\n']:
    m=email.message_from_string(bad); print(m.defects, m.items(), m.get_payload() if not m.is_multipart() else len(m.get_payload()))
from email import policy
print(policy.default, policy.SMTP, policy.HTTP, policy.compat32)
try: MIMEText('x').attach(1)
except Exception as e: print(repr(e))
