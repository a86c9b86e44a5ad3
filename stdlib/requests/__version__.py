"""requests.__version__: which requests this behaves like."""

__title__ = 'requests'
__description__ = 'Python HTTP for Humans.'
__url__ = 'https://requests.readthedocs.io'
__version__ = '2.34.2'
__build__ = 0x023402
__author__ = 'the authors of biji'
__license__ = 'MIT OR Apache-2.0'
