"""requests.packages: names under which others expect what requests is made with."""

import sys

import chardet

sys.modules['requests.packages.chardet'] = chardet
