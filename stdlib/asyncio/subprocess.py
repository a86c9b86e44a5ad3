"""Other programs, with await."""

import os
import subprocess

from . import events, streams, tasks

__all__ = ("create_subprocess_exec", "create_subprocess_shell")

PIPE = subprocess.PIPE
STDOUT = subprocess.STDOUT
DEVNULL = subprocess.DEVNULL


class Process:
    """A program that was started."""

    def __init__(self, popen, loop):
        self._popen = popen
        self._loop = loop
        self.stdin = self.stdout = self.stderr = None
        self._exited = loop.create_future()
        self._fd = os.pidfd_open(popen.pid)
        loop.add_reader(self._fd, self._on_exit)

    async def _open(self, limit):
        loop = self._loop
        if self._popen.stdin is not None:
            protocol = streams._Flow(loop)
            transport, _ = await loop.connect_write_pipe(lambda: protocol, self._popen.stdin)
            self.stdin = streams.StreamWriter(transport, protocol, None, loop)
        for name in ("stdout", "stderr"):
            pipe = getattr(self._popen, name)
            if pipe is not None:
                reader = streams.StreamReader(limit=limit, loop=loop)
                protocol = streams.StreamReaderProtocol(reader, loop=loop)
                protocol.eof_received = reader.feed_eof
                await loop.connect_read_pipe(lambda p=protocol: p, pipe)
                setattr(self, name, reader)

    def _on_exit(self):
        if self._popen.poll() is None:
            return
        self._loop.remove_reader(self._fd)
        os.close(self._fd)
        if not self._exited.done():
            self._exited.set_result(self._popen.returncode)

    def __repr__(self):
        return f"<{type(self).__name__} {self.pid}>"

    @property
    def pid(self):
        """The program's number."""
        return self._popen.pid

    @property
    def returncode(self):
        """The exit code, or None while the program runs."""
        return self._popen.returncode

    async def wait(self):
        """Wait for the program's end; its exit code."""
        return await tasks.shield(self._exited)

    def _check(self):
        if self._popen.returncode is not None:
            raise ProcessLookupError()

    def send_signal(self, signal):
        """Send a signal to the program."""
        self._check()
        self._popen.send_signal(signal)

    def terminate(self):
        """Ask the program to end."""
        self._check()
        self._popen.terminate()

    def kill(self):
        """End the program."""
        self._check()
        self._popen.kill()

    async def _feed(self, input):
        try:
            if input is not None:
                self.stdin.write(input)
            await self.stdin.drain()
        except (BrokenPipeError, ConnectionResetError):
            pass
        self.stdin.close()

    async def communicate(self, input=None):
        """Write the input, read everything, wait for the end: (stdout, stderr)."""

        async def nothing():
            return None

        feed = self._feed(input) if self.stdin is not None else nothing()
        out = self.stdout.read() if self.stdout is not None else nothing()
        err = self.stderr.read() if self.stderr is not None else nothing()
        _, out, err = await tasks.gather(feed, out, err)
        await self.wait()
        return out, err


async def _create(args, shell, stdin, stdout, stderr, limit, kwds):
    for name in ("text", "encoding", "errors", "universal_newlines", "bufsize"):
        if kwds.get(name):
            raise ValueError(f"{name} must be {'0' if name == 'bufsize' else 'False'}")
        kwds.pop(name, None)
    loop = events.get_running_loop()
    popen = subprocess.Popen(
        args, shell=shell, stdin=stdin, stdout=stdout, stderr=stderr, bufsize=0, **kwds
    )
    process = Process(popen, loop)
    await process._open(limit)
    return process


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=2**16, **kwds):
    """Run a line in the shell; a Process."""
    if not isinstance(cmd, (bytes, str)):
        raise ValueError("cmd must be a string")
    return await _create(cmd, True, stdin, stdout, stderr, limit, kwds)


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=2**16, **kwds):
    """Run a program; a Process."""
    return await _create([program, *args], False, stdin, stdout, stderr, limit, kwds)
