import logging
import logging.config
import logging.handlers
import os
import queue
import re
import sys
import time
import warnings

handler = logging.handlers.RotatingFileHandler("app.log", maxBytes=60, backupCount=2)
handler.setFormatter(logging.Formatter("%(message)s"))
log = logging.getLogger("rotating")
log.propagate = False
log.addHandler(handler)
for n in range(12):
    log.warning("line number %d", n)
handler.close()
for name in sorted(os.listdir(".")):
    if name.startswith("app.log"):
        print(name, open(name).read().split("\n"))

timed = logging.handlers.TimedRotatingFileHandler("timed.log", when="s", backupCount=1)
record = logging.makeLogRecord({"msg": "t"})
timed.emit(record)
timed.rolloverAt = int(time.time()) - 5
timed.emit(record)
timed.close()
names = sorted(n for n in os.listdir(".") if n.startswith("timed"))
print(len(names), names[0], bool(re.fullmatch(r"timed\.log\.\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d", names[1])))
for when in ("x", "w", "w9"):
    try:
        logging.handlers.TimedRotatingFileHandler("q.log", when=when, delay=True)
    except ValueError as e:
        print(e)

logging.config.dictConfig({
    "version": 1,
    "formatters": {"short": {"format": "{levelname}:{name}:{message}", "style": "{"}},
    "filters": {"only_a": {"name": "a"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "short", "level": "INFO"},
        "file": {"class": "logging.FileHandler", "filename": "conf.log", "formatter": "short", "filters": ["only_a"]},
        "mem": {"class": "logging.handlers.MemoryHandler", "capacity": 10, "target": "out"},
    },
    "loggers": {"a": {"level": "DEBUG", "handlers": ["file"]}, "b": {"handlers": ["mem"], "propagate": False}},
    "root": {"level": "WARNING", "handlers": ["out"]},
})
logging.getLogger("a.x").debug("to file only")
logging.getLogger("a").info("both")
logging.getLogger("c").info("nowhere")
logging.getLogger("c").warning("out")
logging.getLogger("b").warning("kept back")
print("flushed by an error:")
logging.getLogger("b").error("now")
print(open("conf.log").read())
print(log.disabled, sorted(logging.getHandlerNames()), logging.getHandlerByName("out"))
logging.config.dictConfig({"version": 1, "incremental": True, "handlers": {"out": {"level": "ERROR"}}})
logging.getLogger("c").warning("no longer")
for bad in ({}, {"version": 2}, {"version": 1, "handlers": {"h": {"class": "no.such.Class"}}}, {"version": 1, "root": {"handlers": ["missing"]}}):
    try:
        logging.config.dictConfig(bad)
    except ValueError as e:
        print(e, "|", e.__cause__)

q = queue.Queue()
out = logging.StreamHandler(sys.stdout)
listener = logging.handlers.QueueListener(q, out)
sender = logging.getLogger("q")
sender.disabled = False
sender.addHandler(logging.handlers.QueueHandler(q))
sender.propagate = False
listener.start()
sender.warning("through %s", "a queue")
listener.stop()

logging.captureWarnings(True)
w = logging.getLogger("py.warnings")
w.addHandler(out)
w.propagate = False
warnings.warn("captured")
logging.captureWarnings(False)


class Broken(logging.Handler):
    def emit(self, record):
        try:
            record.msg % record.args
        except Exception:
            self.handleError(record)


class Quoting:
    def write(self, text):
        for line in text.splitlines():
            if line.startswith(("Message", "Arguments", "TypeError")):
                print(line)

    def flush(self):
        pass


sys.stderr = Quoting()
b = logging.getLogger("broken")
b.propagate = False
b.addHandler(Broken())
b.warning("%d", "text")
