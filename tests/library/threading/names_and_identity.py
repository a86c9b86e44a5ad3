# Names, the main thread, the current thread, the list of threads.
import threading

main = threading.main_thread()
print(
    main.name,
    main is threading.current_thread(),
    main.is_alive(),
    main.daemon,
    threading.active_count(),
    threading.enumerate() == [main],
)
print(type(main).__name__, threading.get_ident() == main.ident)
seen = []


def report():
    me = threading.current_thread()
    seen.append(
        (
            me.name,
            me is not main,
            threading.get_ident() == me.ident,
            threading.active_count(),
            me in threading.enumerate(),
        )
    )


for thread in [
    threading.Thread(target=report),
    threading.Thread(target=report, name="worker"),
    threading.Thread(target=report, daemon=True),
]:
    thread.start()
    thread.join()
print(seen)
t = threading.Thread(target=report)
t.name = "renamed"
print(t.name, t.daemon)
t.daemon = True
print(t.daemon, repr(t).startswith("<Thread(renamed, initial"))
t.start()
t.join()
print(repr(t).split(" ")[0:2], seen[-1][0])
try:
    t.daemon = False
except RuntimeError as error:
    print(error)
