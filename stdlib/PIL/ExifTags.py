"""What cameras write: the tags, and the reading and writing of them (whole numbers and text)."""

import struct

TAGS = {
    0x0100: "ImageWidth", 0x0101: "ImageLength", 0x010E: "ImageDescription", 0x010F: "Make",
    0x0110: "Model", 0x0112: "Orientation", 0x011A: "XResolution", 0x011B: "YResolution",
    0x0128: "ResolutionUnit", 0x0131: "Software", 0x0132: "DateTime", 0x013B: "Artist",
    0x8298: "Copyright", 0x8769: "ExifOffset", 0x8825: "GPSInfo", 0x829A: "ExposureTime",
    0x829D: "FNumber", 0x8827: "ISOSpeedRatings", 0x9003: "DateTimeOriginal",
    0x9004: "DateTimeDigitized", 0x920A: "FocalLength", 0xA002: "ExifImageWidth",
    0xA003: "ExifImageHeight",
}
GPSTAGS = {0: "GPSVersionID", 1: "GPSLatitudeRef", 2: "GPSLatitude", 3: "GPSLongitudeRef",
           4: "GPSLongitude", 5: "GPSAltitudeRef", 6: "GPSAltitude", 7: "GPSTimeStamp",
           29: "GPSDateStamp"}

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_LETTERS = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d"}


class Exif:
    """Tags with their values, as a mapping."""

    def __init__(self):
        self._data = {}
        self.endian = "<"

    def load(self, data):
        """Read the tags of bytes."""
        if data.startswith(b"Exif\0\0"):
            data = data[6:]
        self._bytes = data
        if data[:4] not in (b"II*\0", b"MM\0*"):
            return
        self.endian = "<" if data[:2] == b"II" else ">"
        try:
            self._data = self._directory(struct.unpack(self.endian + "I", data[4:8])[0])
        except struct.error:
            pass

    def _directory(self, at):
        data, e = self._bytes, self.endian
        found = {}
        count = struct.unpack(e + "H", data[at:at + 2])[0]
        for i in range(count):
            row = data[at + 2 + i * 12:at + 14 + i * 12]
            tag, kind, n = struct.unpack(e + "HHI", row[:8])
            size = _SIZES.get(kind, 0) * n
            if not size:
                continue
            start = at + 10 + i * 12 if size <= 4 else struct.unpack(e + "I", row[8:])[0]
            body = data[start:start + size]
            if len(body) == size:
                found[tag] = self._value(kind, n, body)
        return found

    def _value(self, kind, n, body):
        if kind == 2:
            return body.split(b"\0")[0].decode("latin-1")
        if kind == 7:
            return body
        if kind in (5, 10):
            pairs = struct.unpack(f"{self.endian}{n * 2}{'I' if kind == 5 else 'i'}", body)
            values = tuple(a / b if b else float("nan") for a, b in zip(pairs[::2], pairs[1::2]))
        else:
            values = struct.unpack(f"{self.endian}{n}{_LETTERS[kind]}", body)
        return values[0] if len(values) == 1 else bytes(values) if kind == 1 else values

    def get_ifd(self, tag):
        """The tags of a directory inside."""
        at = self._data.get(tag)
        if not isinstance(at, int):
            return {}
        try:
            return self._directory(at)
        except struct.error:
            return {}

    def tobytes(self, offset=8):
        """The tags as bytes."""
        rows = sorted(self._data.items())
        table = 8 + 2 + 12 * len(rows) + 4
        out, extra = b"", b""
        for tag, value in rows:
            if isinstance(value, int):
                kind, n, body = (3, 1, struct.pack("<H", value)) if value < 65536 else (
                    4, 1, struct.pack("<I", value))
            elif isinstance(value, float):
                kind, n, body = 5, 1, struct.pack("<II", round(value * 10000), 10000)
            elif isinstance(value, str):
                body = value.encode("latin-1", "replace") + b"\0"
                kind, n = 2, len(body)
            else:
                body = bytes(value)
                kind, n = 7, len(body)
            if len(body) > 4:
                place = struct.pack("<I", table + len(extra))
                extra += body + b"\0" * (len(body) % 2)
            else:
                place = body.ljust(4, b"\0")
            out += struct.pack("<HHI", tag, kind, n) + place
        return (b"Exif\0\0II*\0" + struct.pack("<IH", 8, len(rows)) + out + b"\0\0\0\0" + extra)

    def get(self, tag, default=None):
        """A tag's value, or a default."""
        return self._data.get(tag, default)

    def keys(self):
        """The tags."""
        return self._data.keys()

    def values(self):
        """The values."""
        return self._data.values()

    def items(self):
        """Tags and values."""
        return self._data.items()

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter(self._data)

    def __contains__(self, tag):
        return tag in self._data

    def __getitem__(self, tag):
        return self._data[tag]

    def __setitem__(self, tag, value):
        self._data[tag] = value

    def __delitem__(self, tag):
        del self._data[tag]

    def __str__(self):
        return str(self._data)

    __repr__ = __str__
