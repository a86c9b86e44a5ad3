"""requests.certs: where the certificates of authorities are."""

import ssl


def where():
    """The file of the system's certificates; None where only those that are built in exist."""
    return ssl.get_default_verify_paths().cafile
