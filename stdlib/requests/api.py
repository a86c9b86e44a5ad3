"""requests.api: one function per method."""

from . import sessions


def request(method, url, **kwargs):
    """Send a request: params, data, json, headers, cookies, files, auth, timeout,
    allow_redirects, proxies, verify, stream, cert, hooks."""
    with sessions.Session() as session:
        return session.request(method=method, url=url, **kwargs)


def get(url, params=None, **kwargs):
    """GET"""
    return request('get', url, params=params, **kwargs)


def options(url, **kwargs):
    """OPTIONS"""
    return request('options', url, **kwargs)


def head(url, **kwargs):
    """HEAD; redirections are not followed."""
    kwargs.setdefault('allow_redirects', False)
    return request('head', url, **kwargs)


def post(url, data=None, json=None, **kwargs):
    """POST"""
    return request('post', url, data=data, json=json, **kwargs)


def put(url, data=None, **kwargs):
    """PUT"""
    return request('put', url, data=data, **kwargs)


def patch(url, data=None, **kwargs):
    """PATCH"""
    return request('patch', url, data=data, **kwargs)


def delete(url, **kwargs):
    """DELETE"""
    return request('delete', url, **kwargs)
