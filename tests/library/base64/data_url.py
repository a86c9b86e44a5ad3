# A small program in everyday style: a picture in a data URL.
import base64


def to_url(data, kind):
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def from_url(url):
    head, _, body = url.partition(",")
    if not head.startswith("data:") or not head.endswith(";base64"):
        raise ValueError(f"no data URL: {head}")
    return head[5:-7], base64.b64decode(body, validate=True)


gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff"
url = to_url(gif, "image/gif")
print(url)
kind, data = from_url(url)
print(kind, data == gif, len(url), len(data))
for bad in ["http://x", "data:image/gif;base64,%%%"]:
    try:
        from_url(bad)
    except ValueError as error:
        print(type(error).__name__, error)
