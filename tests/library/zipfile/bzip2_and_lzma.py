"""zipfile, tarfile and shutil with bzip2 and LZMA."""
import io
import os
import shutil
import tarfile
import tempfile
import zipfile

text = b"".join(b"line %d of the text\n" % n for n in range(2000))
for method in zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr("a.txt", text)
        archive.writestr("empty.txt", b"")
        with archive.open("b.txt", "w") as member:
            member.write(text[:100])
            member.write(text[100:])
    with zipfile.ZipFile(target) as archive:
        print(archive.testzip(), [(info.filename, info.compress_type, info.file_size) for info in archive.infolist()])
        print(archive.infolist()[0].extract_version, archive.infolist()[0].compress_size < len(text) // 4)
        print(archive.read("a.txt") == text, archive.read("empty.txt"), archive.read("b.txt") == text)
        with archive.open("b.txt") as member:
            print(member.readline(), member.read(10), len(member.read()))
            print(member)
try:
    zipfile.ZipFile(io.BytesIO(), "w", 99)
except NotImplementedError as error:
    print(error)
for kind in "bz2", "xz":
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=f"w:{kind}") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(text)
        archive.addfile(info, io.BytesIO(text))
    for mode in "r", f"r:{kind}", f"r|{kind}", "r|*":
        target.seek(0)
        with tarfile.open(fileobj=target, mode=mode) as archive:
            print(mode, [(member.name, archive.extractfile(member).read() == text) for member in archive])
    try:
        tarfile.open(fileobj=io.BytesIO(b"nothing" * 200), mode=f"r:{kind}")
    except tarfile.ReadError as error:
        print(error)
with tempfile.TemporaryDirectory() as folder:
    os.makedirs(os.path.join(folder, "in"))
    with open(os.path.join(folder, "in", "a.txt"), "wb") as file:
        file.write(text)
    for kind in "bztar", "xztar":
        archive = shutil.make_archive(os.path.join(folder, "out"), kind, folder, "in")
        print(os.path.basename(archive))
        shutil.unpack_archive(archive, os.path.join(folder, kind))
        with open(os.path.join(folder, kind, "in", "a.txt"), "rb") as file:
            print(file.read() == text)
print([name for name, _ in shutil.get_archive_formats()], [name for name, _, _ in shutil.get_unpack_formats()])
