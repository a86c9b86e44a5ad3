"""Drawing on pictures. Left out: ImageDraw2, which is a module of its own."""

import math

import _pil

from . import Image, ImageColor


class ImageDraw:
    """Draws on a picture; made by Draw()."""

    font = None

    def __init__(self, im, mode=None):
        im._own()
        self._blend = False
        if mode is None:
            mode = im.mode
        if mode != im.mode:
            if mode == "RGBA" and im.mode == "RGB":
                self._blend = True
            else:
                raise ValueError("mode mismatch")
        if im.mode in ("I;16",) or im.mode == "P":
            self.palette = im.palette
        else:
            self.palette = None
        self._image = im
        self.im = im.im
        self.mode = mode
        # What Pillow makes of -1 as a colour: white, but black where there is one band of bytes.
        self.ink = {"I": 1, "F": 1, "I;16": 65535}.get(
            mode, 0 if Image.getmodebands(mode) == 1 else _full(mode))
        self.fontmode = "1" if mode in ("1", "P", "I", "F") else "L"
        self.fill = False

    def getfont(self):
        """The font that text is drawn with when none is given."""
        if not self.font:
            from . import ImageFont
            self.font = ImageFont.load_default()
        return self.font

    def _colour(self, color):
        if isinstance(color, str):
            color = ImageColor.getcolor(color, self.mode)
        if self.palette is not None and isinstance(color, (tuple, list)):
            color = self.palette.getcolor(tuple(color), self._image)
        return color

    def _inks(self, ink, fill=None):
        """Colours of outline and inside."""
        if ink is None and fill is None:
            if self.fill:
                return None, self.ink
            return self.ink, None
        return (None if ink is None else self._colour(ink),
                None if fill is None else self._colour(fill))

    def point(self, xy, fill=None):
        """Points."""
        ink, fill = self._inks(fill)
        if ink is not None:
            _pil.draw_points(self.im, _flat(xy), ink, self._blend)

    def line(self, xy, fill=None, width=1, joint=None):
        """Lines from point to point."""
        ink = self._inks(fill)[0]
        if ink is None or width == 0:
            return
        flat = _flat(xy)
        _pil.draw_lines(self.im, flat, ink, int(width), self._blend)
        if joint == "curve" and width > 4:
            self._joints(flat, ink, width)

    def _joints(self, flat, ink, width):
        points = list(zip(flat[::2], flat[1::2]))
        for i in range(1, len(points) - 1):
            point = points[i]
            angles = [math.degrees(math.atan2(end[0] - start[0], start[1] - end[1])) % 360
                      for start, end in ((points[i - 1], point), (point, points[i + 1]))]
            if angles[0] == angles[1]:
                continue

            def moved(xy, angle):
                x, y = xy
                angle -= 90
                distance = width / 2 - 1
                dx, dy = distance * math.cos(math.radians(angle)), distance * math.sin(
                    math.radians(angle))
                return (x + (math.floor if dx > 0 else math.ceil)(dx),
                        y + (math.floor if dy > 0 else math.ceil)(dy))

            flipped = (angles[1] > angles[0] and angles[1] - 180 > angles[0]) or (
                angles[1] < angles[0] and angles[1] + 180 > angles[0])
            box = [(point[0] - width / 2 + 1, point[1] - width / 2 + 1),
                   (point[0] + width / 2 - 1, point[1] + width / 2 - 1)]
            start, end = (angles[1] + 90, angles[0] + 90) if flipped else (
                angles[0] - 90, angles[1] - 90)
            self.pieslice(box, start - 90, end - 90, ink)
            if width > 8:
                turned = (angles[0] + 90, angles[1] + 90) if flipped else (
                    angles[0] - 90, angles[1] - 90)
                gap = [moved(point, turned[0]), point, moved(point, turned[1])]
                self.line(gap, ink, width=3)

    def rectangle(self, xy, fill=None, outline=None, width=1):
        """A rectangle."""
        ink, fill = self._inks(outline, fill)
        flat = _flat(xy)
        if fill is not None:
            _pil.draw_rectangle(self.im, flat, fill, True, 0, self._blend)
        if ink is not None and ink != fill and width != 0:
            _pil.draw_rectangle(self.im, flat, ink, False, int(width), self._blend)

    def rounded_rectangle(self, xy, radius=0, fill=None, outline=None, width=1, *, corners=None):
        """A rectangle with round corners."""
        flat = _flat(xy)
        x0, y0, x1, y1 = flat
        if x1 < x0:
            raise ValueError("x1 must be greater than or equal to x0")
        if y1 < y0:
            raise ValueError("y1 must be greater than or equal to y0")
        if corners is None:
            corners = (True, True, True, True)
        d = min(x1 - x0, y1 - y0, radius * 2)
        x0, y0, x1, y1 = round(x0), round(y0), round(x1), round(y1)
        full_x = full_y = False
        if all(corners):
            full_x = d >= x1 - x0 - 1
            if full_x:
                d = x1 - x0
            full_y = d >= y1 - y0 - 1
            if full_y:
                d = y1 - y0
            if full_x and full_y:
                return self.ellipse(xy, fill, outline, width)
        if d == 0 or not any(corners):
            return self.rectangle(xy, fill, outline, width)
        r = int(d // 2)
        ink, fill_ink = self._inks(outline, fill)

        def arcs(colour, inside):
            if full_x:
                parts = (((x0, y0, x0 + d, y0 + d), 180, 360),
                         ((x0, y1 - d, x0 + d, y1), 0, 180))
            elif full_y:
                parts = (((x0, y0, x0 + d, y0 + d), 90, 270),
                         ((x1 - d, y0, x1, y0 + d), 270, 90))
            else:
                parts = tuple(part for i, part in enumerate((
                    ((x0, y0, x0 + d, y0 + d), 180, 270),
                    ((x1 - d, y0, x1, y0 + d), 270, 360),
                    ((x1 - d, y1 - d, x1, y1), 0, 90),
                    ((x0, y1 - d, x0 + d, y1), 90, 180))) if corners[i])
            for box, start, end in parts:
                _pil.draw_part(self.im, "pie" if inside else "arc", [float(v) for v in box],
                               float(start), float(end), colour, inside, int(width), self._blend)

        def block(colour, box):
            _pil.draw_rectangle(self.im, [float(v) for v in box], colour, True, 1, self._blend)

        if fill_ink is not None:
            arcs(fill_ink, True)
            if full_x:
                block(fill_ink, (x0, y0 + r + 1, x1, y1 - r - 1))
            elif x1 - r - 1 >= x0 + r + 1:
                block(fill_ink, (x0 + r + 1, y0, x1 - r - 1, y1))
            if not full_x and not full_y:
                left = [x0, y0, x0 + r, y1]
                if corners[0]:
                    left[1] += r + 1
                if corners[3]:
                    left[3] -= r + 1
                block(fill_ink, left)
                right = [x1 - r, y0, x1, y1]
                if corners[1]:
                    right[1] += r + 1
                if corners[2]:
                    right[3] -= r + 1
                block(fill_ink, right)
        if ink is not None and ink != fill_ink and width != 0:
            arcs(ink, False)
            if not full_x:
                top, bottom = [x0, y0, x1, y0 + width - 1], [x0, y1 - width + 1, x1, y1]
                for i, box in ((0, top), (3, bottom)):
                    if corners[i]:
                        box[0] += r + 1
                for i, box in ((1, top), (2, bottom)):
                    if corners[i]:
                        box[2] -= r + 1
                block(ink, top)
                block(ink, bottom)
            if not full_y:
                left, right = [x0, y0, x0 + width - 1, y1], [x1 - width + 1, y0, x1, y1]
                for i, box in ((0, left), (1, right)):
                    if corners[i]:
                        box[1] += r + 1
                for i, box in ((3, left), (2, right)):
                    if corners[i]:
                        box[3] -= r + 1
                block(ink, left)
                block(ink, right)

    def polygon(self, xy, fill=None, outline=None, width=1):
        """A polygon."""
        ink, fill_ink = self._inks(outline, fill)
        flat = _flat(xy)
        if fill_ink is not None:
            _pil.draw_polygon(self.im, flat, fill_ink, True, 0, None, self._blend)
        if ink is not None and ink != fill_ink and width != 0:
            mask = None
            if width != 1:
                # The outline stays within the polygon.
                mask = Image.new("1", self._image.size)
                ImageDraw(mask).polygon(xy, 1)
                mask, width = mask.im, width * 2 - 1
            _pil.draw_polygon(self.im, flat, ink, False, int(width), mask, self._blend)

    def regular_polygon(self, bounding_circle, n_sides, rotation=0, fill=None, outline=None,
                        width=1):
        """A polygon of equal sides in a circle (x, y, r)."""
        if not isinstance(n_sides, int):
            raise TypeError("n_sides should be an int")
        if n_sides < 3:
            raise ValueError("n_sides should be an int > 2")
        if not isinstance(bounding_circle, (list, tuple)):
            raise TypeError("bounding_circle should be a sequence")
        numeric = "bounding_circle should only contain numeric data"
        if len(bounding_circle) == 3:
            if not all(isinstance(i, (int, float)) for i in bounding_circle):
                raise ValueError(numeric)
            x, y, r = bounding_circle
        elif len(bounding_circle) == 2 and isinstance(bounding_circle[0], (list, tuple)):
            centre, r = bounding_circle
            if not all(isinstance(i, (int, float)) for i in (*centre, r)):
                raise ValueError(numeric)
            if len(centre) != 2:
                raise ValueError(
                    "bounding_circle centre should contain 2D coordinates (e.g. (x, y))")
            x, y = centre
        else:
            raise ValueError("bounding_circle should contain 2D coordinates and a radius "
                             "(e.g. (x, y, r) or ((x, y), r) )")
        if r <= 0:
            raise ValueError("bounding_circle radius should be > 0")
        if not isinstance(rotation, (int, float)):
            raise ValueError("rotation should be an int or float")
        step = 360 / n_sides
        points = []
        # From the corner at the bottom left on.
        angle = 270 - 0.5 * step + rotation
        for _ in range(n_sides):
            turn = math.radians(360 - angle)
            points.append((round(r * math.cos(turn) - 0 * math.sin(turn) + x, 2),
                           round(0 * math.cos(turn) + r * math.sin(turn) + y, 2)))
            angle += step
            if angle > 360:
                angle -= 360
        self.polygon(points, fill, outline, width)

    def ellipse(self, xy, fill=None, outline=None, width=1):
        """An ellipse in a box."""
        ink, fill = self._inks(outline, fill)
        flat = _flat(xy)
        if fill is not None:
            _pil.draw_ellipse(self.im, flat, fill, True, 0, self._blend)
        if ink is not None and ink != fill and width != 0:
            _pil.draw_ellipse(self.im, flat, ink, False, int(width), self._blend)

    def circle(self, xy, radius, fill=None, outline=None, width=1):
        """A circle around a point."""
        x, y = xy
        self.ellipse((x - radius, y - radius, x + radius, y + radius), fill, outline, width)

    def _part(self, kind, xy, start, end, ink, inside, width):
        _pil.draw_part(self.im, kind, _flat(xy), float(start), float(end), ink, inside, int(width),
                       self._blend)

    def arc(self, xy, start, end, fill=None, width=1):
        """A part of an ellipse's outline."""
        ink, _ = self._inks(fill)
        if ink is not None and width != 0:
            self._part("arc", xy, start, end, ink, False, width)

    def chord(self, xy, start, end, fill=None, outline=None, width=1):
        """A part of an ellipse's outline, its ends joined."""
        ink, fill = self._inks(outline, fill)
        if fill is not None:
            self._part("chord", xy, start, end, fill, True, 0)
        if ink is not None and ink != fill and width != 0:
            self._part("chord", xy, start, end, ink, False, width)

    def pieslice(self, xy, start, end, fill=None, outline=None, width=1):
        """A part of an ellipse, its ends joined with the middle."""
        ink, fill = self._inks(outline, fill)
        if fill is not None:
            self._part("pie", xy, start, end, fill, True, 0)
        if ink is not None and ink != fill and width != 0:
            self._part("pie", xy, start, end, ink, False, width)

    def bitmap(self, xy, bitmap, fill=None):
        """A colour through a picture."""
        bitmap.load()
        ink, fill = self._inks(fill)
        ink = fill if ink is None else ink
        if ink is not None:
            mask = bitmap if bitmap.mode == "L" else bitmap.convert("L")
            _pil.draw_mask(self.im, mask.im, int(xy[0]), int(xy[1]), ink, self._blend)

    # -- text

    def _layout(self, xy, text, font, anchor, spacing, align, stroke_width, font_size):
        """Lines with their corners (left, top of the ascent)."""
        font = self._font(font, font_size)
        lines = text.split(b"\n" if isinstance(text, bytes) else "\n")
        if anchor is None:
            anchor = "la"
        elif len(anchor) != 2:
            raise ValueError("anchor must be a 2 character string")
        elif len(lines) > 1 and anchor[1] in "tb":
            raise ValueError("anchor not supported for multiline text")
        if anchor[0] not in "lmrs" or anchor[1] not in "atmsbd":
            raise ValueError(f"bad anchor specified: {anchor}")
        return font._place(xy, lines, anchor, spacing, align, stroke_width,
                           "1" if self.fontmode == "1" else "L")

    def _font(self, font, font_size):
        if font is not None:
            return font
        if font_size is not None:
            from . import ImageFont
            return ImageFont.load_default(font_size)
        return self.getfont()

    def text(self, xy, text, fill=None, font=None, anchor=None, spacing=4, align="left",
             direction=None, features=None, language=None, stroke_width=0, stroke_fill=None,
             embedded_color=False, *, font_size=None):
        """Text at a place."""
        _plain(direction, features)
        if embedded_color and self.mode not in ("RGB", "RGBA"):
            raise ValueError("Embedded color supported only in RGB and RGBA modes")
        lines = self._layout(xy, text, font, anchor, spacing, align, stroke_width, font_size)
        ink = self._inks(fill)
        ink = ink[1] if ink[0] is None else ink[0]
        hard = self.fontmode == "1"
        the_font = self._font(font, font_size)
        passes = [(ink, stroke_width)]
        if stroke_width and stroke_fill is not None:
            passes = [(self._colour(stroke_fill), stroke_width), (ink, 0)]
        for colour, stroke in passes:
            for x, y, line in lines:
                mask, dx, dy = the_font._render(line, stroke, hard)
                _pil.draw_mask(self.im, mask, math.floor(x) + dx, math.floor(y) + dy, colour,
                               self._blend)

    def multiline_text(self, xy, text, fill=None, font=None, anchor=None, spacing=4, align="left",
                       direction=None, features=None, language=None, stroke_width=0,
                       stroke_fill=None, embedded_color=False, *, font_size=None):
        """Text of several lines."""
        self.text(xy, text, fill, font, anchor, spacing, align, direction, features, language,
                  stroke_width, stroke_fill, embedded_color, font_size=font_size)

    def textlength(self, text, font=None, direction=None, features=None, language=None,
                   embedded_color=False, *, font_size=None):
        """The advance of a line."""
        _plain(direction, features)
        if "\n" in text:
            raise ValueError("can't measure length of multiline text")
        return self._font(font, font_size).getlength(text)

    def textbbox(self, xy, text, font=None, anchor=None, spacing=4, align="left", direction=None,
                 features=None, language=None, stroke_width=0, embedded_color=False, *,
                 font_size=None):
        """The box around text."""
        _plain(direction, features)
        the_font = self._font(font, font_size)
        box = None
        for x, y, line in self._layout(xy, text, font, anchor, spacing, align, stroke_width,
                                       font_size):
            mask, dx, dy = the_font._render(line, stroke_width, self.fontmode == "1")
            w, h = mask.size
            part = (x + dx, y + dy, x + dx + w, y + dy + h)
            if w and h:
                box = part if box is None else (min(box[0], part[0]), min(box[1], part[1]),
                                                max(box[2], part[2]), max(box[3], part[3]))
        return box or (xy[0], xy[1], xy[0], xy[1])

    def multiline_textbbox(self, xy, text, *args, **kwargs):
        """The box around text of several lines."""
        return self.textbbox(xy, text, *args, **kwargs)


def _plain(direction, features):
    """Directions and features need libraqm, which is not here."""
    if direction is not None or features:
        raise KeyError("setting text direction, language or font features is not supported "
                       "without libraqm")


def _full(mode):
    bands = Image.getmodebands(mode)
    return 255 if bands == 1 else (255,) * bands


def _flat(xy):
    """Coordinates in one list."""
    if isinstance(xy, (tuple, list)) and len(xy) == 2 and isinstance(xy[0], (int, float)):
        return [float(xy[0]), float(xy[1])]
    flat = []
    for item in xy:
        if isinstance(item, (tuple, list)):
            if len(item) != 2:
                raise ValueError("coordinate list must contain exactly 2 coordinates")
            flat.append(float(item[0]))
            flat.append(float(item[1]))
        elif isinstance(item, (int, float)):
            flat.append(float(item))
        else:
            raise ValueError("incorrect coordinate type")
    if len(flat) % 2:
        raise ValueError("wrong number of coordinates")
    if not flat:
        raise ValueError("coordinate list must contain exactly 2 coordinates")
    return flat


def Draw(im, mode=None):
    """Something that draws on a picture."""
    return ImageDraw(im, mode)


def getdraw(im=None):
    """A picture's drawer and this module."""
    import sys
    return (ImageDraw(im) if im else None), sys.modules[__name__]


def _difference(a, b):
    if isinstance(a, tuple):
        return sum(abs(x - y) for x, y in zip(a, b))
    return abs(a - b)


def floodfill(image, xy, value, border=None, thresh=0):
    """Fill a region of one colour, from a point on."""
    pixels = image.load()
    x, y = xy
    try:
        background = pixels[x, y]
        if _difference(value, background) <= thresh:
            return
        pixels[x, y] = value
    except (ValueError, IndexError):
        return
    edge, full = {(x, y)}, set()
    while edge:
        new = set()
        for x, y in edge:
            for s, t in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
                if (s, t) in full or s < 0 or t < 0 or s >= image.width or t >= image.height:
                    continue
                p = pixels[s, t]
                full.add((s, t))
                if border is None:
                    fill = _difference(p, background) <= thresh
                else:
                    fill = p not in (value, border)
                if fill:
                    pixels[s, t] = value
                    new.add((s, t))
        full = edge
        edge = new
