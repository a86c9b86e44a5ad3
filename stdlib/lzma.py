"""lzma: left out. biji has no compression of this kind; importing the module says so."""

raise ImportError("the module lzma is not supported: use zlib, gzip or zipfile", name="lzma")
