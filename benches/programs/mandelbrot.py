"""Float arithmetic in local variables: points of the Mandelbrot set."""


def rounds(cx, cy, limit):
    x = y = 0.0
    for n in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return n
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return limit


def picture(width, height, limit):
    total = 0
    for row in range(height):
        for column in range(width):
            total += rounds(column * 3.0 / width - 2.0, row * 2.0 / height - 1.0, limit)
    return total


print(picture(220, 160, 200))
