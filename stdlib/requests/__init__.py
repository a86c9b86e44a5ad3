"""requests: HTTP made easy.

The interface of the well-known library, written anew on http.client. `_transport` stands where
urllib3 stands there: connections that are kept, bodies that are decoded.

    >>> import requests
    >>> requests.Request('GET', 'http://example.com', params={'a': 1}).prepare().url
    'http://example.com/?a=1'
"""

from . import packages, utils
from .__version__ import (__author__, __build__, __description__, __license__, __title__,
                          __url__, __version__)
from .api import delete, get, head, options, patch, post, put, request
from .exceptions import (ConnectionError, ConnectTimeout, FileModeWarning, HTTPError,
                         JSONDecodeError, ReadTimeout, RequestException, Timeout,
                         TooManyRedirects, URLRequired)
from .models import PreparedRequest, Request, Response
from .sessions import Session, session
from .status_codes import codes
from . import (adapters, api, auth, certs, compat, cookies, exceptions, hooks, models, sessions,
               status_codes, structures)

__all__ = ('ConnectionError', 'ConnectTimeout', 'HTTPError', 'JSONDecodeError',
           'PreparedRequest', 'ReadTimeout', 'Request', 'RequestException', 'Response',
           'Session', 'Timeout', 'TooManyRedirects', 'URLRequired', 'codes', 'delete', 'get',
           'head', 'options', 'packages', 'patch', 'post', 'put', 'request', 'session', 'utils')
