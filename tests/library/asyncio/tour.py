"""asyncio from end to end: tasks, timeouts, groups, queues, streams, other programs."""

import asyncio, time
async def say(d,w):
    await asyncio.sleep(d); print(w); return w
async def main():
    print(await asyncio.gather(say(.4,'b'),say(.1,'a')))
    t=asyncio.create_task(say(1,'x'),name='T'); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled', t.cancelled())
    try: await asyncio.wait_for(say(1,'x'),.1)
    except TimeoutError as e: print('timeout', repr(e))
    try:
        async with asyncio.timeout(.1): await asyncio.sleep(1)
    except TimeoutError as e: print('timeout2', repr(e))
    async with asyncio.TaskGroup() as g:
        a=g.create_task(say(.1,'g1')); b=g.create_task(say(.4,'g2'))
    print(a.result(), b.result())
    async def bad(): raise ValueError('boo')
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(bad()); g.create_task(say(1,'never'))
    except* ValueError as e: print(e.exceptions)
    q=asyncio.Queue(2)
    async def prod():
        for i in range(4): await q.put(i)
        await q.put(None)
    async def cons():
        r=[]
        while (x:=await q.get()) is not None: r.append(x)
        return r
    _,r=await asyncio.gather(prod(),cons()); print(r)
    print(await asyncio.to_thread(lambda: 'thread'))
    async def handle(r,w):
        data=await r.readline(); w.write(data.upper()); await w.drain(); w.close()
    s=await asyncio.start_server(handle,'127.0.0.1',0)
    port=s.sockets[0].getsockname()[1]
    r,w=await asyncio.open_connection('127.0.0.1',port)
    w.write(b'hello\n'); print(await r.read()); w.close(); await w.wait_closed()
    s.close(); await s.wait_closed()
    p=await asyncio.create_subprocess_exec('echo','hi',stdout=asyncio.subprocess.PIPE)
    print(await p.communicate(), p.returncode)
    p=await asyncio.create_subprocess_shell('cat; exit 3',stdin=-1,stdout=-1)
    print(await p.communicate(b'zz'), p.returncode)
    done,pend=await asyncio.wait([asyncio.create_task(say(.1,'w')),asyncio.create_task(say(1,'v'))],return_when=asyncio.FIRST_COMPLETED); print(len(done),len(pend))
    for c in asyncio.as_completed([say(.4,2),say(.1,1)]): print('ac',await c)
    lock=asyncio.Lock()
    async with lock: print(lock.locked())
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    return 5
print(asyncio.run(main()))
t=time.time()
async def many():
    async def f(i): await asyncio.sleep(.1); return i
    return sum(await asyncio.gather(*(f(i) for i in range(200))))
print(asyncio.run(many()))
try: asyncio.run(5)
except ValueError as e: print(e)
