"""With `from __future__ import annotations` the text is kept."""

from __future__ import annotations

x: undefined[int] = 1
print(__annotations__)


def f(a: 1 + 1, b: 'quoted' = 2, *c: not_defined, d: lambda q: q ** 2 = 3) -> {**e}:
    local: whatever


print(f.__annotations__)


class C:
    attribute: dict[str, C]
    other: (yes if no else maybe)


print(C.__annotations__)
