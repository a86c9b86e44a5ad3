# A thread that _thread has started gets a Thread object when it asks for one.
import _thread
import threading

done = threading.Lock()
done.acquire()
seen = []


def work():
    me = threading.current_thread()
    seen.append((type(me).__name__, me.name.startswith("Dummy-"), me.daemon, me.is_alive()))
    seen.append(me is threading.current_thread() and me in threading.enumerate())
    seen.append(me.ident == threading.get_ident())
    try:
        me.join()
    except RuntimeError as error:
        seen.append(type(error).__name__)
    done.release()


_thread.start_new_thread(work, ())
done.acquire()
print(seen)
