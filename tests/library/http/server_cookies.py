# Cookies as servers write and read them.
from http.cookies import *
c=SimpleCookie(); c['a']='b c'; c['a']['path']='/'; c['a']['max-age']=5; c['z']='é"x'; c['z']['httponly']=True; print(c); print(repr(c), c['a'].OutputString()); c=SimpleCookie('x=1; y="q\\"w"; path=/'); print(c['x'].value,c['y'].value,c['y']['path'], c.output(header='C:'))
try: c['bad key']=1
except CookieError as e: print(e)
