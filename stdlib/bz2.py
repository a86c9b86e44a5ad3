"""bz2: left out. biji has no compression of this kind; importing the module says so."""

raise ImportError("the module bz2 is not supported: use zlib, gzip or zipfile", name="bz2")
