"""requests.compat: names that programs import from here."""

import http.cookiejar as cookielib
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, MutableMapping
from http.cookies import Morsel
from io import StringIO
from json import JSONDecodeError
from urllib.parse import (quote, quote_plus, unquote, unquote_plus, urldefrag, urlencode,
                          urljoin, urlparse, urlsplit, urlunparse)
from urllib.request import (getproxies, getproxies_environment, parse_http_list, proxy_bypass,
                            proxy_bypass_environment)

import chardet

is_py2 = False
is_py3 = True
has_simplejson = False
builtin_str = str
str = str
bytes = bytes
basestring = (str, bytes)
numeric_types = (int, float)
integer_types = (int,)
