"""sqlite3.dbapi2: the module sqlite3 under the name of PEP 249's interface."""

from sqlite3 import *
from sqlite3 import adapters, converters, sqlite_version_info, version_info
