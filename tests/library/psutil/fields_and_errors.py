import psutil
p=psutil.Process()
for n in 'cpu_times memory_info memory_full_info io_counters uids num_ctx_switches'.split(): print(n, getattr(getattr(p,n)(),'_fields',None))
for n in 'cpu_times cpu_stats virtual_memory swap_memory disk_io_counters net_io_counters'.split(): print(n,getattr(psutil,n)()._fields)
print(psutil.disk_usage('/')._fields, psutil.disk_partitions(True)[0]._fields)
print(sorted(n for n in dir(psutil.Process) if n[0]!='_'))
for e in (psutil.AccessDenied(5,'x'),psutil.TimeoutExpired(3,5),psutil.NoSuchProcess(5),psutil.ZombieProcess(5,'n',1),psutil.NoSuchProcess(5,'n','mm')): print(str(e),repr(e))
for f in (lambda:psutil.Process(999999),lambda:psutil.Process(-1),lambda:psutil.cpu_percent(-1),lambda:psutil.disk_usage('/nonex'),lambda:p.as_dict(['foo']),lambda:p.wait(-1),lambda:psutil.net_connections('zz'),lambda:p.memory_percent('zz')):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
