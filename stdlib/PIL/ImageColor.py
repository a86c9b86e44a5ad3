"""Colours written as text: names, #rrggbb, rgb(), hsl(), hsv()."""

import re

from . import Image

_PERCENT = r"\s*(-?\d+)%\s*"
_NUMBER = r"\s*(-?\d+)\s*"
_REAL = r"\s*(-?\d+\.?\d*)\s*"


def getrgb(color):
    """A tuple of three or four numbers for a colour in words."""
    if len(color) > 100:
        raise ValueError("color specifier is too long")
    color = color.lower()
    known = colormap.get(color)
    if known:
        if isinstance(known, tuple):
            return known
        colormap[color] = rgb = getrgb(known)
        return rgb
    if re.fullmatch("#[a-f0-9]{3,4}", color):
        return tuple(int(c * 2, 16) for c in color[1:])
    if re.fullmatch("#([a-f0-9]{6}|[a-f0-9]{8})", color):
        return tuple(int(color[i:i + 2], 16) for i in range(1, len(color), 2))
    found = re.match(r"rgb\(%s,%s,%s\)$" % ((_NUMBER,) * 3), color)
    if found:
        return tuple(int(v) for v in found.groups())
    found = re.match(r"rgb\(%s,%s,%s\)$" % ((_PERCENT,) * 3), color)
    if found:
        return tuple(int(int(v) * 255 / 100.0 + 0.5) for v in found.groups())
    found = re.match(r"hsl\(%s,%s%%\s*,%s%%\s*\)$" % ((_REAL,) * 3), color)
    if found:
        h, s, l = (float(v) for v in found.groups())
        rgb = _hls(h / 360.0, l / 100.0, s / 100.0)
        return tuple(int(v * 255 + 0.5) for v in rgb)
    found = re.match(r"hs[bv]\(%s,%s%%\s*,%s%%\s*\)$" % ((_REAL,) * 3), color)
    if found:
        h, s, v = (float(v) for v in found.groups())
        rgb = _hsv(h / 360.0, s / 100.0, v / 100.0)
        return tuple(int(v * 255 + 0.5) for v in rgb)
    found = re.match(r"rgba\(%s,%s,%s,%s\)$" % ((_NUMBER,) * 4), color)
    if found:
        return tuple(int(v) for v in found.groups())
    raise ValueError(f"unknown color specifier: {color!r}")


def _hls(hue, light, saturation):
    """Red, green and blue of hue, lightness and saturation, all from 0 to 1."""
    if saturation == 0.0:
        return light, light, light
    if light <= 0.5:
        high = light * (1.0 + saturation)
    else:
        high = light + saturation - light * saturation
    low = 2.0 * light - high

    def band(hue):
        hue %= 1.0
        if hue < 1 / 6:
            return low + (high - low) * hue * 6.0
        if hue < 0.5:
            return high
        return low + (high - low) * (2 / 3 - hue) * 6.0 if hue < 2 / 3 else low
    return band(hue + 1 / 3), band(hue), band(hue - 1 / 3)


def _hsv(hue, saturation, value):
    """Red, green and blue of hue, saturation and value, all from 0 to 1."""
    sector = int(hue * 6.0)
    part = hue * 6.0 - sector
    low = value * (1.0 - saturation)
    down = value * (1.0 - saturation * part)
    up = value * (1.0 - saturation * (1.0 - part))
    return ((value, up, low), (down, value, low), (low, value, up),
            (low, down, value), (up, low, value), (value, low, down))[sector % 6]


def _to_hsv(r, g, b):
    """Hue, saturation and value from 0 to 255."""
    high, low = max(r, g, b), min(r, g, b)
    if high == low:
        return 0, 0, int(high * 255)
    span = high - low
    rc, gc, bc = (high - r) / span, (high - g) / span, (high - b) / span
    hue = bc - gc if r == high else 2.0 + rc - bc if g == high else 4.0 + gc - rc
    return int(hue / 6.0 % 1.0 * 255), int(span / high * 255), int(high * 255)


def getcolor(color, mode):
    """A colour in words as a number or tuple for a mode."""
    rgb = getrgb(color)
    alpha = 255
    if len(rgb) == 4:
        alpha = rgb[3]
        rgb = rgb[:3]
    if mode == "HSV":
        return _to_hsv(*(c / 255 for c in rgb))
    if Image.getmodebase(mode) == "L":
        r, g, b = rgb
        grey = (r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16
        return (grey, alpha) if mode[-1] == "A" else grey
    return rgb + (alpha,) if mode[-1] == "A" else rgb


def _names():
    """Names and values of CSS."""
    words = """
    aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc
    bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a
    burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50
    cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b
    darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgrey a9a9a9 darkgreen 006400
    darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc
    darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b
    darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3
    deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff
    firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc
    ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 grey 808080 green 008000
    greenyellow adff2f honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0
    khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd
    lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2
    lightgreen 90ee90 lightgray d3d3d3 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a
    lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899
    lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6
    magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3
    mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a
    mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa
    mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000
    olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa
    palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9
    peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399
    red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072
    sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb
    slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f
    steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0
    violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32
    """.split()
    return {name: "#" + value for name, value in zip(words[::2], words[1::2])}


colormap = _names()
