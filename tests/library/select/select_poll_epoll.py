# Waiting for several descriptors.
import select
import selectors
import socket
import threading
import time

a, b = socket.socketpair()
print(select.select([a], [b], [], 0.01)[1] == [b], select.select([a], [], [], 0.01))
timer = threading.Timer(0.05, b.send, [b'x'])
timer.start()
print(select.select([a], [], [])[0] == [a], a.recv(10))
p = select.poll()
p.register(a, select.POLLIN)
print(p.poll(10))
b.send(b'y')
print(p.poll() == [(a.fileno(), select.POLLIN)])
p.modify(a, select.POLLOUT)
print(p.poll() == [(a.fileno(), select.POLLOUT)])
p.unregister(a)
try:
    p.unregister(a)
except KeyError:
    print('KeyError')
with select.epoll() as ep:
    ep.register(a, select.EPOLLIN | select.EPOLLOUT)
    print(ep.poll(1) == [(a.fileno(), 5)])
    ep.modify(a, select.EPOLLIN)
    a.recv(10)
    print(ep.poll(0.01))
    try:
        ep.register(a)
    except FileExistsError as e:
        print(e)
print(ep.closed)
for call in (lambda: ep.poll(), lambda: select.select(5, [], []),
             lambda: select.select(['x'], [], []), lambda: select.select([-1], [], []),
             lambda: select.select([], [], [], -1), lambda: select.select([], [], [], 'x'),
             lambda: select.epoll(0)):
    try:
        print(call())
    except (ValueError, TypeError, OSError) as e:
        print(type(e).__name__, e)
for kind in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
    with kind() as sel:
        key = sel.register(a, selectors.EVENT_READ, 'data')
        print(key.data, key.events, len(sel.get_map()), sel.get_key(a) == key, sel.select(0.01))
        b.send(b'q')
        print([(k.data, e) for k, e in sel.select(1)])
        sel.modify(a, selectors.EVENT_READ | selectors.EVENT_WRITE)
        print([e for _, e in sel.select(1)])
        for bad in (lambda: sel.register(a, 1), lambda: sel.register(b, 9),
                    lambda: sel.register('x', 1), lambda: sel.unregister(b)):
            try:
                bad()
            except (ValueError, KeyError) as e:
                print(type(e).__name__, str(e)[:10])
        sel.unregister(a)
        a.recv(1)
        print(len(sel.get_map()))
print(selectors.DefaultSelector.__name__)
