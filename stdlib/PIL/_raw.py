"""Pixels as bytes in the orders that files and other programs have."""

import _pil

# Of each order of bands in a file: which bands of the picture, in which places.
_ORDERS = {
    ("RGB", "BGR"): (2, 1, 0), ("RGBA", "BGRA"): (2, 1, 0, 3), ("RGBA", "ARGB"): (3, 0, 1, 2),
    ("RGBA", "ABGR"): (3, 2, 1, 0), ("RGBX", "BGRX"): (2, 1, 0, 3),
}


def _bits(data, width, inverted, reverse):
    """Bytes of mode 1 as bits."""
    out = bytearray()
    for start in range(0, len(data), width):
        row = data[start:start + width]
        for i in range(0, width, 8):
            byte = 0
            for k, v in enumerate(row[i:i + 8]):
                if bool(v) != inverted:
                    byte |= 1 << k if reverse else 128 >> k
            out.append(byte)
    return bytes(out)


def _signed(data):
    """Pixels of LAB whose two differences are signed, or of which they are counted from -128."""
    data = bytearray(data)
    flipped = bytes(value ^ 128 for value in range(256))
    data[1::3] = data[1::3].translate(flipped)
    data[2::3] = data[2::3].translate(flipped)
    return bytes(data)


def pack(core, rawmode):
    """The bytes of a picture in the order of `rawmode`."""
    mode = core.mode
    if mode == "1":
        if rawmode not in ("1", "1;I", "1;R"):
            if rawmode == "L":
                return bytes(255 if v else 0 for v in core.tobytes())
            raise ValueError(f"No packer found from {mode} to {rawmode}")
        return _bits(core.tobytes(), core.size[0], rawmode == "1;I", rawmode == "1;R")
    if rawmode == mode:
        return _signed(core.tobytes()) if mode == "LAB" else core.tobytes()
    order = _ORDERS.get((mode, rawmode))
    if order:
        return _pil.reorder(core.tobytes(), list(order))
    if mode in ("RGB", "RGBA") and rawmode in ("RGBX", "RGBA", "BGRX", "RGB", "BGR"):
        wide = core.convert("RGBX", False) if rawmode in ("RGBX", "BGRX") else core.convert(
            rawmode.replace("BGR", "RGB"), False)
        return pack(wide, rawmode) if wide.mode != rawmode else wide.tobytes()
    bands = {"R": 0, "G": 1, "B": 2, "A": 3}
    if len(rawmode) == 1 and mode in ("RGB", "RGBA", "LA") and rawmode in bands:
        return core.band(bands[rawmode] if mode != "LA" else 1).tobytes()
    if mode == "P" and rawmode == "L" or mode == "L" and rawmode == "P":
        return core.tobytes()
    if rawmode in ("I;16", "I;16B") and mode in ("I", "I;16", "I;16B"):
        return core.convert(rawmode, False).tobytes()
    if rawmode == mode + ";I" and mode in ("L", "CMYK"):
        return core.invert().tobytes()
    raise ValueError(f"No packer found from {mode} to {rawmode}")


def unpack(mode, size, data, rawmode):
    """A native picture out of bytes in the order of `rawmode`."""
    data = bytes(data)
    width, height = size
    if mode == "1":
        if rawmode in ("1", "1;I", "1;R"):
            stride = (width + 7) // 8
            if len(data) < stride * height:
                raise ValueError("not enough image data")
            if len(data) > stride * height:
                raise ValueError("cannot decode image data")
            out = bytearray()
            for y in range(height):
                row = data[y * stride:(y + 1) * stride]
                for x in range(width):
                    bit = x % 8 if rawmode == "1;R" else 7 - x % 8
                    lit = row[x // 8] >> bit & 1
                    out.append(255 if lit != (rawmode == "1;I") else 0)
            return _pil.frombytes("1", width, height, bytes(out))
        raise ValueError("unknown raw mode for given image mode")
    steps = {"I": 4, "F": 4, "I;16": 2, "I;16B": 2}
    step = steps.get(mode)
    if step is None:
        from .Image import getmodebands
        step = getmodebands(mode)
    order = _ORDERS.get((mode, rawmode))
    if rawmode != mode and not order:
        if mode == "RGB" and rawmode in ("RGBX", "BGRX", "RGBA"):
            wide = unpack("RGBX", size, data, rawmode.replace("A", "X"))
            return wide.convert("RGB", False)
        if mode in ("L", "P") and rawmode in ("L", "P"):
            rawmode = mode
        elif mode in ("L", "CMYK") and rawmode == mode + ";I":
            return unpack(mode, size, data, mode).invert()
        else:
            raise ValueError("unknown raw mode for given image mode")
    count = width * height * step
    if len(data) < count:
        raise ValueError("not enough image data")
    if len(data) > count:
        raise ValueError("cannot decode image data")
    if order:
        data = _pil.reorder(data, [order.index(band) for band in range(len(order))])
    if mode == "LAB":
        data = _signed(data)
    return _pil.frombytes(mode, width, height, data)
