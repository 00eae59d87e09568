# SPDX-License-Identifier: Apache-2.0
"""Drawings as SVG: text, lines, marks and axes. Built as a tree, so that it is always well-formed."""
import math
from xml.etree import ElementTree as xml

INK, SOFT, LINE = "#1c2733", "#5b6875", "#d9dfe5"
# Okabe and Ito: told apart with any colour vision; marks differ in shape as well.
OLD, NEW = "#767f88", "#0072b2"
MARKS = {"laag": ("square", "#e69f00"), "midden": ("circle", "#0072b2"), "hoog": ("triangle", "#009e73")}


class Drawing:
    """Units are pixels at full size; title and description are for those who cannot see it."""

    def __init__(self, width, height, title, description):
        self.root = xml.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}", "role": "img",
                                        "font-family": "system-ui, Segoe UI, Roboto, Arial, sans-serif", "font-size": "13"})
        xml.SubElement(self.root, "title").text = title
        xml.SubElement(self.root, "desc").text = description
        xml.SubElement(self.root, "rect", {"width": str(width), "height": str(height), "fill": "#ffffff"})

    def add(self, tag, **attributes):
        return xml.SubElement(self.root, tag, {key.replace("_", "-"): short(value) for key, value in attributes.items()})

    def text(self, x, y, words, anchor="start", fill=INK, **more):
        self.add("text", x=x, y=y, text_anchor=anchor, fill=fill, **more).text = words

    def line(self, x1, y1, x2, y2, stroke=LINE, width=1, **more):
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, **more)

    def path(self, points, stroke, dashes=""):
        steps = " ".join(f"{short(x)},{short(y)}" for x, y in points)
        more = {"stroke_dasharray": dashes} if dashes else {}
        self.add("polyline", points=steps, fill="none", stroke=stroke, stroke_width=2, **more)

    def mark(self, shape, x, y, fill, stroke=INK, r=5):
        if shape == "circle":
            self.add("circle", cx=x, cy=y, r=r, fill=fill, stroke=stroke)
        elif shape == "square":
            self.add("rect", x=x - r + 0.5, y=y - r + 0.5, width=2 * r - 1, height=2 * r - 1, fill=fill, stroke=stroke)
        else:
            corners = ((x, y - r - 1), (x + r + 1, y + r - 1), (x - r - 1, y + r - 1))
            self.add("polygon", points=" ".join(f"{short(a)},{short(b)}" for a, b in corners), fill=fill, stroke=stroke)

    def source(self):
        return xml.tostring(self.root, encoding="unicode")


def short(value):
    """Numbers to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def ticks(low, high, most=5):
    """Round values (1, 2 or 5 times a power of ten apart) that span low to high, which may be equal."""
    if high <= low:
        high = low + 1
    power = 10 ** math.floor(math.log10((high - low) / most))
    step = next(power * k for k in (1, 2, 5, 10) if (high - low) / (power * k) <= most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(k * step, 10) for k in range(first, last + 1)]


def scale(values, start, end):
    """From values between the first and the last of `values` to pixels between start and end."""
    low, high = values[0], values[-1]
    return lambda value: start + (end - start) * (value - low) / (high - low)


def value_axis(drawing, values, to_y, left, right, unit):
    for value in values:
        drawing.line(left, to_y(value), right, to_y(value), stroke=SOFT if value == 0 else LINE)
        drawing.text(left - 6, to_y(value) + 4.5, f"{value:,.10g}".replace("-", "\u2212"), "end", SOFT)
    drawing.text(4, to_y(values[-1]) - 14, unit, fill=SOFT)


def year_labels(drawing, years, to_x, y):
    """All years, or those that fit."""
    last = -math.inf
    for year in years:
        if to_x(year) - last >= 36:
            drawing.text(to_x(year), y, str(year), "middle", SOFT)
            last = to_x(year)
