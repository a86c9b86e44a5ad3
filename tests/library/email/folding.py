# Headers and bodies of random words, written in lines: the same in both.
import random
from email.header import Header, decode_header, make_header
from email.message import EmailMessage
from email import policy, message_from_string
from email.mime.text import MIMEText
random.seed(7)
W=['hello','a','longword'*3,'你好','世界','é','x,y;','"q"','Re:','tail.','f(x)','=?utf-8?q?z?=','日本語テキスト'*4,'naïve']
def text(n): return ' '.join(random.choice(W) for _ in range(n))
for i in range(60):
    s=text(random.randint(1,14)).strip()
    try: print(i,'H',repr(Header(s, random.choice(['utf-8','us-ascii',None,'iso-8859-1']) if s.isascii() else 'utf-8', header_name='Subject').encode()))
    except Exception as e: print(i,type(e).__name__)
for i in range(60):
    s=text(random.randint(1,14)).strip()
    if '=?' in s: continue
    m=EmailMessage(); m['Subject']=s
    print(i,'P',repr(m.as_string()))
for i in range(20):
    m=EmailMessage(); m['To']=', '.join('%s <u%d@example.com>'%(random.choice(['Bob','爱好者','A B','O\'N','"x, y"','']),k) for k in range(random.randint(1,6)))
    print(i,'A',repr(m.as_string()), m['To'].addresses)
for i in range(30):
    s='\n'.join(text(random.randint(0,12)) for _ in range(random.randint(1,4)))
    m=EmailMessage()
    try: m.set_content(s); print(i,'C',repr(m.as_string()))
    except Exception as e: print(i,type(e).__name__,e)
for i in range(20):
    s=text(random.randint(0,9)); 
    for cs in ('utf-8','iso-8859-1','gb2312','us-ascii',None):
        try: print(i,'T',cs,repr(MIMEText(s,'plain',cs).as_string()))
        except Exception as e: print(i,cs,type(e).__name__)
