"""Sizes and places of pictures: what resize, reduce, rotate, thumbnail and transform do."""

import math



_FILTERS = [("NEAREST", 0), ("LANCZOS", 1), ("BILINEAR", 2), ("BICUBIC", 3), ("BOX", 4),
            ("HAMMING", 5), ("MKS2013", 6), ("MKS2021", 7)]
_SUPPORT = {4: 0.5, 2: 1.0, 5: 1.0, 3: 2.0, 1: 3.0, 6: 2.5, 7: 4.5}


def _listed(filters):
    names = [f"Image.Resampling.{name} ({number})" for name, number in filters]
    return ", ".join(names[:-1]) + " or " + names[-1]


def _through_premultiplied(im, mode, work):
    """Mixing pixels weighs colours by their alpha."""
    return work(im.convert(mode)).convert(im.mode)


def _safe_box(size, resample, box):
    """A whole-number box around what a resampling reads."""
    support = _SUPPORT[resample] - 0.5
    scale_x = (box[2] - box[0]) / size[0]
    scale_y = (box[3] - box[1]) / size[1]
    return scale_x * support, scale_y * support


def resize(im, size, resample, box, reducing_gap):
    """The picture in another size."""
    if resample is None:
        resample = 3
    if resample not in range(8):
        raise ValueError(f"Unknown resampling filter ({resample}). Use {_listed(_FILTERS)}")
    resample = int(resample)
    if reducing_gap is not None and reducing_gap < 1.0:
        raise ValueError("reducing_gap must be 1.0 or greater")
    if box is None:
        box = (0, 0) + im.size
    size = tuple(int(v) for v in size)
    if im.size == size and tuple(box) == (0, 0) + im.size:
        return im.copy()
    if size[0] <= 0 or size[1] <= 0:
        raise ValueError("height and width must be > 0")
    if im.mode in ("1", "P"):
        resample = 0
    if im.mode in ("LA", "RGBA") and resample != 0:
        mode = {"LA": "La", "RGBA": "RGBa"}[im.mode]
        return _through_premultiplied(
            im, mode, lambda new: resize(new, size, resample, box, reducing_gap))
    if reducing_gap is not None and resample != 0:
        factor_x = int((box[2] - box[0]) / size[0] / reducing_gap) or 1
        factor_y = int((box[3] - box[1]) / size[1] / reducing_gap) or 1
        if factor_x > 1 or factor_y > 1:
            edge_x, edge_y = _safe_box(size, resample, box)
            part = (max(0, int(box[0] - edge_x)), max(0, int(box[1] - edge_y)),
                    min(im.width, math.ceil(box[2] + edge_x)),
                    min(im.height, math.ceil(box[3] + edge_y)))
            im = reduce(im, (factor_x, factor_y), part)
            box = ((box[0] - part[0]) / factor_x, (box[1] - part[1]) / factor_y,
                   (box[2] - part[0]) / factor_x, (box[3] - part[1]) / factor_y)
    return im._new(im.im.resize(size[0], size[1], resample, [float(v) for v in box]))


def reduce(im, factor, box):
    """The picture smaller by whole numbers."""
    if not isinstance(factor, (list, tuple)):
        factor = (factor, factor)
    if box is None:
        box = (0, 0) + im.size
    if tuple(factor) == (1, 1) and tuple(box) == (0, 0) + im.size:
        return im.copy()
    if im.mode in ("LA", "RGBA"):
        mode = {"LA": "La", "RGBA": "RGBa"}[im.mode]
        return _through_premultiplied(im, mode, lambda new: reduce(new, factor, box))
    if im.mode in ("P", "1"):
        raise ValueError("image has wrong mode")
    return im._new(im.im.reduce(factor[0], factor[1], [int(v) for v in box]))


def rotate(im, angle, resample, expand, center, translate, fillcolor):
    """The picture turned against the clock."""
    from .Image import Transform, Transpose
    angle = angle % 360.0
    if not (center or translate):
        if angle == 0:
            return im.copy()
        if angle == 180:
            return im.transpose(Transpose.ROTATE_180)
        if angle in (90, 270) and (expand or im.width == im.height):
            return im.transpose(Transpose.ROTATE_90 if angle == 90 else Transpose.ROTATE_270)
    width, height = im.size
    shift = translate or (0, 0)
    middle = center or (width / 2, height / 2)
    angle = -math.radians(angle)
    matrix = [round(math.cos(angle), 15), round(math.sin(angle), 15), 0.0,
              round(-math.sin(angle), 15), round(math.cos(angle), 15), 0.0]

    def moved(x, y):
        a, b, c, d, e, f = matrix
        return a * x + b * y + c, d * x + e * y + f

    matrix[2], matrix[5] = moved(-middle[0] - shift[0], -middle[1] - shift[1])
    matrix[2] += middle[0]
    matrix[5] += middle[1]
    if expand:
        corners = [moved(x, y) for x, y in ((0, 0), (width, 0), (width, height), (0, height))]
        xs, ys = [c[0] for c in corners], [c[1] for c in corners]
        new_width = math.ceil(max(xs)) - math.floor(min(xs))
        new_height = math.ceil(max(ys)) - math.floor(min(ys))
        matrix[2], matrix[5] = moved(-(new_width - width) / 2.0, -(new_height - height) / 2.0)
        width, height = new_width, new_height
    return transform(im, (width, height), Transform.AFFINE, matrix, resample, 1, fillcolor)


def thumbnail(im, size, resample, reducing_gap):
    """Make a picture fit into a size."""
    wide, high = (math.floor(v) for v in size)
    if wide >= im.width and high >= im.height:
        return
    aspect = im.width / im.height

    def best(number, key):
        return max(min(math.floor(number), math.ceil(number), key=key), 1)

    if wide / high >= aspect:
        wide = best(high * aspect, key=lambda n: abs(aspect - n / high))
    else:
        high = best(wide / aspect, key=lambda n: 0 if n == 0 else abs(aspect - wide / n))
    if im.size != (wide, high):
        new = resize(im, (wide, high), resample, None, reducing_gap)
        im._im = new.im
        im._size = (wide, high)
        im._mode = new.mode
    im.readonly = 0


def transform(im, size, method, data, resample, fill, fillcolor):
    """A picture of a size, filled by a geometric transform."""
    from . import Image
    if im.mode in ("LA", "RGBA") and resample != 0:
        mode = {"LA": "La", "RGBA": "RGBa"}[im.mode]
        return _through_premultiplied(
            im, mode, lambda new: transform(new, size, method, data, resample, fill, fillcolor))
    if hasattr(method, "getdata"):
        method, data = method.getdata()
    if data is None:
        raise ValueError("missing method data")
    new = Image.new(im.mode, size, fillcolor)
    if im.mode == "P" and im.palette:
        new.palette = im.palette.copy()
    new.info = im.info.copy()
    if method == Image.Transform.MESH:
        for box, quad in data:
            _fill(new, box, im, Image.Transform.QUAD, quad, resample, fillcolor is None)
    else:
        _fill(new, (0, 0) + tuple(size), im, method, data, resample, fillcolor is None)
    return new


def _fill(new, box, im, method, data, resample, fill):
    """Fill a box of a new picture."""
    width, height = box[2] - box[0], box[3] - box[1]
    kind = int(method)
    if kind == 0:
        data = data[:6]
    elif kind == 1:
        x0, y0, x1, y1 = data
        kind = 0
        data = ((x1 - x0) / width, 0, x0, 0, (y1 - y0) / height, y0)
    elif kind == 2:
        data = data[:8]
    elif kind == 3:
        (nw, sw, se, ne) = data[:2], data[2:4], data[4:6], data[6:8]
        x0, y0 = nw
        across, down = 1.0 / width, 1.0 / height
        data = (x0, (ne[0] - x0) * across, (sw[0] - x0) * down,
                (se[0] - sw[0] - ne[0] + x0) * across * down,
                y0, (ne[1] - y0) * across, (sw[1] - y0) * down,
                (se[1] - sw[1] - ne[1] + y0) * across * down)
    else:
        raise ValueError("unknown transformation method")
    if resample not in (0, 2, 3):
        names = {4: "Image.Resampling.BOX", 5: "Image.Resampling.HAMMING",
                 1: "Image.Resampling.LANCZOS", 6: "Image.Resampling.MKS2013",
                 7: "Image.Resampling.MKS2021"}
        if resample in names:
            message = f"{names[resample]} ({int(resample)}) cannot be used."
        else:
            message = f"Unknown resampling filter ({resample})."
        raise ValueError(message + " Use " + _listed(
            [("NEAREST", 0), ("BILINEAR", 2), ("BICUBIC", 3)]))
    if im.mode in ("1", "P"):
        resample = 0
    new.im.transform(im.im, [int(v) for v in box], kind, [float(v) for v in data],
                     int(resample), bool(fill))
