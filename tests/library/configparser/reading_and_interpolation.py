"""Sections, options, interpolation, and the errors."""

import configparser, io
from configparser import *
def t(f):
    try: print(repr(eval(f)), '<-', f)
    except Exception as e: print(type(e).__name__, e, '<-', f)
def p(s,**k):
    c=ConfigParser(**k); c.read_string(s); return {x:dict(c[x]) for x in c}
c=ConfigParser({'home':'/h'})
c.read_string('''[DEFAULT]
ServerAliveInterval = 45
Compression: yes
[bitbucket.org]
User = hg
[topsecret]
Port=50022
multi = a
  b
  
  c
path = %(home)s/x
# comment
pct = 100%%
empty =
''')
for f in '''c.sections(), c.defaults(), list(c), len(c), 'topsecret' in c, c.has_section('DEFAULT'), c.options('topsecret')
c['topsecret']['Port'], c['topsecret'].getint('port'), c['topsecret'].getboolean('compression'), c.getfloat('topsecret','port'), c['topsecret']['multi'], c['topsecret']['path'], c['topsecret']['pct'], c['topsecret']['empty'], c['topsecret']
c['nope']
c['topsecret']['nope']
c.get('nope','a')
c.get('topsecret','nope')
c.get('topsecret','nope',fallback='x'), c.get('nope','a',fallback=None), c['topsecret'].get('nope'), c['topsecret'].get('nope','d'), c['topsecret'].getint('nope',5)
c.getboolean('topsecret','port')
c.getint('bitbucket.org','user')
c.get('topsecret','path',raw=True), c.get('topsecret','path',vars={'home':'/v'})
c.set('topsecret','a','%(b)s'), c.get('topsecret','a')
c.set('topsecret','a','%')
c.set('topsecret','a',3)
c.set('nope','a','3')
c.add_section('DEFAULT')
c.add_section('topsecret')
c.add_section(3)
c.remove_option('topsecret','a'), c.remove_option('topsecret','a'), c.remove_section('zz')
c.items('bitbucket.org'), c.items('topsecret',raw=True)
c.items('zz')
p('a=1')
p('[a]\\nb')
p('[a]\\nb\\nc\\n=d')
p('[a]\\nb=1\\nb=2')
p('[a]\\n[a]')
p('[a]\\nb=1\\nb=2',strict=False), p('[a]\\nb',allow_no_value=True), p('[a]\\nb=1 ; x\\nc=2;y',inline_comment_prefixes=';'), p('[a]\\nb~1',delimiters='~')
p('[a]\\nb\\n  c',allow_no_value=True)
p('[a]\\nx=%(y)s\\ny=%(x)s')
p('[a]\\nx=%(y)s\\ny=%(z)s\\nz=3')
p('[a]\\nx=%(y')
p('[a]\\nx=%y')
p('[a]\\nx=${y}\\ny=${b:z}\\n[b]\\nz=5$$',interpolation=ExtendedInterpolation())
p('[a]\\nx=${y:z:w}',interpolation=ExtendedInterpolation())
p('[a]\\nx=${zz}',interpolation=ExtendedInterpolation())
p('[a]\\nx=$z',interpolation=ExtendedInterpolation())
p('[a]\\nx=${b:q}',interpolation=ExtendedInterpolation())
p('[a]\\nx=%z',interpolation=None)
p('',interpolation=3)
p('[a]\\nk=1\\n\\n  more\\n\\nl=2'), p('[a]\\nk=1\\n\\n  more=3',empty_lines_in_values=False)
p('k=1\\n[a]\\nb=2',allow_unnamed_section=True)
p('[a]\\n  k=1\\n  l=2\\n   m'), p('[ a b ]\\nK : v'), p('[a]x\\nb=1')
c.popitem()[0], c.sections()
c.__delitem__('DEFAULT')
c.__delitem__('zz')
NoSectionError('a').args, str(DuplicateSectionError('a')), str(DuplicateOptionError('a','b','s',3)), DuplicateSectionError('a','b',2).lineno
configparser.__all__
c.read('/nonexistent'), c.read(['/nonexistent'])
RawConfigParser().optionxform('ABC')'''.split('\n'): t(f)
d=ConfigParser(converters={'list':lambda v:v.split(',')})
d['x']={'a':'1,2','b':3}; d['y']={}; d['DEFAULT']={'q':'z'}; d.read_dict({'w':{'k':None if 0 else 'v\nw'}})
t("d['x'].getlist('a'), d.getlist('x','a'), dict(d['x']), list(d['x']), len(d['x']), 'a' in d['x'], d['x'].name, d['x'].parser is d")
s=io.StringIO(); d.write(s); print(s.getvalue()); s=io.StringIO(); d.write(s,space_around_delimiters=False); print(s.getvalue())
t("d.read_dict({'x':{'a':1,'A':2}})"); t("d['x'].update(z='5')"); t("dict(d['x'])"); 
del d['x']['z']; t("'z' in d['x']"); d['x'].clear(); t("dict(d['x'])"); d.clear(); t('d.sections()')
class Case(ConfigParser): optionxform=staticmethod(str)
e=Case(); e.read_string('[A]\nKey=1'); t("dict(e['A'])")
f=ConfigParser(allow_no_value=True); f.read_string('[a]\nb\nc='); s=io.StringIO(); f.write(s); t('s.getvalue()')
