"""UUIDs: construction, parts, errors."""

import copy
import pickle
import uuid
from uuid import *

u = UUID("12345678-1234-5678-1234-567812345678")


def show(text):
    """Print what an expression gives or raises."""
    try:
        print(text, "->", repr(eval(text)))
    except Exception as problem:
        print(text, "->", type(problem).__name__, problem)


for expression in r'''
u, str(u), u.hex, u.int, u.bytes, u.bytes_le, u.fields, u.urn, u.variant, u.version, u.time, u.clock_seq, u.node, u.time_low, u.time_mid, u.time_hi_version, u.clock_seq_hi_variant, u.clock_seq_low
UUID('{12345678-1234-5678-1234-567812345678}')==UUID('urn:uuid:12345678-1234-5678-1234-567812345678'), UUID(int=5), UUID(bytes=b'1'*16), UUID(bytes_le=b'12345678'*2), UUID(fields=u.fields)==u
UUID()
UUID('x')
UUID('g'*32)
UUID(int=-1)
UUID(int=1<<128)
UUID(bytes=b'1')
UUID(bytes_le=b'1')
UUID(fields=(1,2))
UUID(fields=(1<<32,0,0,0,0,0))
UUID(int=1,version=9)
uuid3(NAMESPACE_DNS,'python.org'), uuid5(NAMESPACE_URL,'中'), uuid4().version, uuid1().version, uuid1(1,2).node, uuid1(1,2).clock_seq, len(str(uuid4()))
u<UUID(int=5), sorted([u,UUID(int=5)]), u==1, hash(u)==hash(UUID(int=u.int)), int(u), {u:1}[u]
u<1
setattr(u,'int',3)
pickle.loads(pickle.dumps(u))==u, copy.deepcopy(u)==u, u.is_safe, SafeUUID.safe
NAMESPACE_DNS, NAMESPACE_OID, NAMESPACE_X500, RFC_4122, RESERVED_NCS
UUID(int=0).variant, UUID(int=0).version, UUID(int=(1<<128)-1).variant
type(getnode()).__name__
'''.strip().splitlines():
    show(expression)
