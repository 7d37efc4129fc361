"""The shipped fonts -> styles/fonts/coverage.txt: a line a face, its name and the code points it draws."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "styles" / "fonts"


def ranges(points: list[int]) -> str:
    """Code points as hexadecimal stretches: 20-7E A0-17F."""
    breaks = [-1, *(i for i, (a, b) in enumerate(pairwise(points)) if b != a + 1), len(points) - 1]
    stretches = [(points[start + 1], points[end]) for start, end in pairwise(breaks)]
    return " ".join(f"{first:X}" if first == last else f"{first:X}-{last:X}" for first, last in stretches)


def cut(font: TTFont) -> str:
    """Family and style as the PDF writes them, with hyphens for spaces; the regular cut is the family alone."""
    family, style = font["name"].getDebugName(1), font["name"].getDebugName(2)
    return f"{family} {style}".removesuffix(" Regular").replace(" ", "-")


def table() -> str:
    """The whole table, a line a face, sorted by name."""
    lines = []
    for path in FONTS.glob("*/*.ttf"):
        with TTFont(path, lazy=True) as font:
            points = [point for point in sorted(font.getBestCmap()) if point >= 0x20]
            lines.append(f"{cut(font)}: {ranges(points)}")
    return "\n".join(sorted(lines)) + "\n"


if __name__ == "__main__":
    (FONTS / "coverage.txt").write_text(table(), "ascii")
