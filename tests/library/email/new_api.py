# EmailMessage: headers with structure, content set and got.
from email import message_from_bytes, message_from_string, policy
from email.headerregistry import Address, Group
from email.message import EmailMessage

msg = EmailMessage()
msg['Subject'] = '你好 hello'
msg['From'] = Address('Bob', 'bob', 'example.com')
msg['To'] = (Address('爱好者', 'a', 'b.cn'), Address(addr_spec='x@y.z'))
msg.set_content('Text of the message.\n')
print(msg.as_string())
print(msg['to'].addresses, msg['from'].addresses[0].username, msg['subject'])
msg.add_alternative('<p>Text</p>', subtype='html')
msg.add_attachment(b'\x00\x01', maintype='application', subtype='octet-stream', filename='a.bin')
print(msg.get_content_type(), [p.get_content_type() for p in msg.walk()])
print(msg.get_body(('html',)).get_content(), msg.get_body().get_content_type())
for part in msg.iter_attachments():
    print(part.get_filename(), part.get_content(), part.is_attachment())
zh = EmailMessage()
zh.set_content('中文内容\n')
print(zh.as_string(), zh.get_content(), zh.get_content_charset())
try:
    msg['Subject'] = 'second'
except ValueError as e:
    print(e)
try:
    EmailMessage()['X'] = 'a\nb'
except ValueError as e:
    print(e)
try:
    Address(addr_spec='nope')
except (ValueError, TypeError) as e:
    print(type(e).__name__)
parsed = message_from_string('From: "A, B" <a@b>\nTo: G: x@y, z@w;\nDate: Mon, 20 Nov 1995 '
                             '19:12:08 -0500\nContent-Type: text/plain; charset="utf-8"\n\nhi\n',
                             policy=policy.default)
print(type(parsed).__name__, parsed['from'].addresses, parsed['to'].groups)
print(parsed['date'].datetime, parsed['content-type'].params['charset'], parsed.get_content())
print(Address('A "q"', 'u s', 'd.e'), Group('G', (Address('', 'a', 'b'),)))
print(policy.default, policy.SMTP, policy.default.clone(max_line_length=40), policy.HTTP)
try:
    policy.default.nope = 1
except AttributeError as e:
    print(e)
raw = message_from_bytes(b'Subject: =?utf-8?b?5L2g5aW9?=\n\nx', policy=policy.default)
print(raw['subject'], raw.get_content(), bytes(raw))
