"""urllib.robotparser: what robots.txt permits."""

import collections
import time
import urllib.error
import urllib.parse
import urllib.request

__all__ = ['RobotFileParser']

RequestRate = collections.namedtuple('RequestRate', 'requests seconds')


class RobotFileParser:
    """Reads robots.txt, and answers questions about it."""

    def __init__(self, url=''):
        self.entries = []
        self.sitemaps = []
        self.default_entry = None
        self.disallow_all = False
        self.allow_all = False
        self.set_url(url)
        self.last_checked = 0

    def mtime(self):
        """When it was read."""
        return self.last_checked

    def modified(self):
        """Note that it was read now."""
        self.last_checked = time.time()

    def set_url(self, url):
        """Set the address of robots.txt."""
        self.url = url
        self.host, self.path = urllib.parse.urlparse(url)[1:3]

    def read(self):
        """Fetch it, and read it."""
        try:
            f = urllib.request.urlopen(self.url)
        except urllib.error.HTTPError as err:
            if err.code in (401, 403):
                self.disallow_all = True
            elif 400 <= err.code < 500:
                self.allow_all = True
            err.close()
        else:
            self.parse(f.read().decode('utf-8').splitlines())

    def _add_entry(self, entry):
        if '*' in entry.useragents:
            # The first one counts.
            if self.default_entry is None:
                self.default_entry = entry
        else:
            self.entries.append(entry)

    def parse(self, lines):
        """Read lines of robots.txt."""
        # 0: nothing, 1: names of robots, 2: rules for them.
        state = 0
        entry = Entry()
        self.modified()
        for line in lines:
            if not line:
                if state == 1:
                    entry, state = Entry(), 0
                elif state == 2:
                    self._add_entry(entry)
                    entry, state = Entry(), 0
            line = line.split('#', 1)[0].strip()
            if not line:
                continue
            key, colon, value = line.partition(':')
            if not colon:
                continue
            key = key.strip().lower()
            value = urllib.parse.unquote(value.strip())
            if key == 'user-agent':
                if state == 2:
                    self._add_entry(entry)
                    entry = Entry()
                entry.useragents.append(value)
                state = 1
            elif key in ('disallow', 'allow'):
                if state != 0:
                    entry.rulelines.append(RuleLine(value, key == 'allow'))
                    state = 2
            elif key == 'crawl-delay':
                if state != 0:
                    if value.strip().isdigit():
                        entry.delay = int(value)
                    state = 2
            elif key == 'request-rate':
                if state != 0:
                    numbers = value.split('/')
                    if len(numbers) == 2 and all(n.strip().isdigit() for n in numbers):
                        entry.req_rate = RequestRate(int(numbers[0]), int(numbers[1]))
                    state = 2
            elif key == 'sitemap':
                self.sitemaps.append(value)
        if state == 2:
            self._add_entry(entry)

    def can_fetch(self, useragent, url):
        """Whether a robot may fetch an address."""
        if self.disallow_all:
            return False
        if self.allow_all:
            return True
        # Before it was read, nothing is known to be permitted.
        if not self.last_checked:
            return False
        parts = urllib.parse.urlparse(urllib.parse.unquote(url))
        url = urllib.parse.urlunparse(('', '', parts.path, parts.params, parts.query,
                                       parts.fragment))
        url = urllib.parse.quote(url) or '/'
        for entry in self.entries:
            if entry.applies_to(useragent):
                return entry.allowance(url)
        if self.default_entry:
            return self.default_entry.allowance(url)
        return True

    def _entry_for(self, useragent):
        for entry in self.entries:
            if entry.applies_to(useragent):
                return entry
        return self.default_entry

    def crawl_delay(self, useragent):
        """How many seconds a robot shall wait between requests."""
        entry = self._entry_for(useragent) if self.mtime() else None
        return entry.delay if entry else None

    def request_rate(self, useragent):
        """How many requests in how many seconds a robot may make."""
        entry = self._entry_for(useragent) if self.mtime() else None
        return entry.req_rate if entry else None

    def site_maps(self):
        """The maps of the site."""
        return self.sitemaps or None

    def __str__(self):
        entries = self.entries
        if self.default_entry is not None:
            entries = entries + [self.default_entry]
        return '\n\n'.join(map(str, entries))


class RuleLine:
    """A rule: paths that begin so are allowed, or are not."""

    def __init__(self, path, allowance):
        if path == '' and not allowance:
            # Nothing is disallowed.
            allowance = True
        path = urllib.parse.urlunparse(urllib.parse.urlparse(path))
        self.path = urllib.parse.quote(path)
        self.allowance = allowance

    def applies_to(self, filename):
        """Whether the rule is about a path."""
        return self.path == '*' or filename.startswith(self.path)

    def __str__(self):
        return ('Allow' if self.allowance else 'Disallow') + ': ' + self.path


class Entry:
    """Robots, and the rules for them."""

    def __init__(self):
        self.useragents = []
        self.rulelines = []
        self.delay = None
        self.req_rate = None

    def __str__(self):
        lines = [f'User-agent: {agent}' for agent in self.useragents]
        if self.delay is not None:
            lines.append(f'Crawl-delay: {self.delay}')
        if self.req_rate is not None:
            lines.append(f'Request-rate: {self.req_rate.requests}/{self.req_rate.seconds}')
        lines.extend(map(str, self.rulelines))
        return '\n'.join(lines)

    def applies_to(self, useragent):
        """Whether the rules are for a robot."""
        useragent = useragent.split('/')[0].lower()
        return any(agent == '*' or agent.lower() in useragent for agent in self.useragents)

    def allowance(self, filename):
        """Whether a path is allowed: by the first rule about it."""
        for line in self.rulelines:
            if line.applies_to(filename):
                return line.allowance
        return True
