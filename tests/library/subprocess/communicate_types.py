# What communicate() says to input of the wrong type.
import subprocess
for kw in ({"stdout": subprocess.PIPE},{}):
    p = subprocess.Popen(['cat'], stdin=subprocess.PIPE, **kw)
    try: print(p.communicate('abc'))
    except TypeError as e: print(repr(e))
    p.stdin.close(); print(p.wait())
p = subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
try: print(p.communicate(b'abc'))
except Exception as e: print(repr(e))
p.stdin.close(); print(p.wait())
