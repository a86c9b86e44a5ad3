"""Process: targets, subclasses, exit codes, daemons, what is not allowed."""

import multiprocessing as mp
import os
import sys
import time


def report(queue, *args, **kwargs):
    process = mp.current_process()
    queue.put((process.name, process.daemon, args, kwargs, mp.parent_process().name))


def leave(how):
    if how == "error":
        sys.stderr = open(os.devnull, "w")
        raise ValueError(how)
    sys.exit(how)


class Worker(mp.Process):
    def run(self):
        sys.exit(len(self.name))


if __name__ == "__main__":
    queue = mp.Queue()
    process = mp.Process(target=report, args=(queue, 1), kwargs={"a": 2})
    print(process.is_alive(), process.exitcode, process.pid, process.name)
    process.start()
    print(queue.get())
    process.join()
    print(process.is_alive(), process.exitcode, process.pid > 0)
    for how in (None, 3, "error", "text"):
        process = mp.Process(target=leave, args=(how,))
        process.start()
        process.join()
        print(how, process.exitcode)
    worker = Worker(name="four")
    worker.start()
    worker.join()
    print(worker.exitcode, worker.name)
    process = mp.Process(target=time.sleep, args=(30,), daemon=True)
    process.start()
    print(mp.active_children() == [process], process.is_alive())
    process.terminate()
    process.join(5)
    print(process.exitcode, mp.active_children())
    process.close()
    for call in (process.is_alive, process.join, lambda: mp.Process(group=1),
                 lambda: mp.Process().join(), lambda: worker.start(),
                 lambda: mp.get_context("nothing"), lambda: mp.Process().sentinel):
        try:
            call()
        except (ValueError, AssertionError) as error:
            print(type(error).__name__, error)
    print(mp.current_process().name, mp.parent_process(), mp.cpu_count() > 0)
    print(mp.get_start_method(), mp.get_all_start_methods()[:2])
