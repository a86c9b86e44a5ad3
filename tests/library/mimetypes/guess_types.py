# Types of files by their names.
import mimetypes
print(mimetypes.guess_type('a.html'),mimetypes.guess_type('x.tar.gz'),mimetypes.guess_type('http://h/a.png?q'),mimetypes.guess_extension('text/plain'),mimetypes.guess_type('a.zzz'),mimetypes.guess_all_extensions('image/jpeg'))
