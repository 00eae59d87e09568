# SPDX-License-Identifier: Apache-2.0
"""Reads report.html as a browser shows it: tables, texts, links. Nothing but html.parser."""
from html.parser import HTMLParser

SKIPPED = {"style", "script", "svg"}
BREAKS = {"p", "li", "div", "h1", "h2", "h3", "h4", "figcaption", "summary", "dt", "dd", "tr", "table", "section", "br"}


class Page(HTMLParser):
    """`tables`: (heading above, rows of cell texts). `lines`: texts outside tables. `links`: href and src. `anchors`: ids."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.lines, self.links, self.anchors = [], [], [], set()
        self._heading, self._table, self._cell, self._line, self._skip = "", None, None, [], 0
        self.feed(text)
        self.close()
        self._end_line()

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.links += [named[key] for key in ("href", "src") if named.get(key)]
        if named.get("id"):
            self.anchors.add(named["id"])
        if tag in SKIPPED:
            self._skip += 1
        if tag in BREAKS:
            self._end_line()
        if tag == "table":
            self._table = []
        elif tag == "tr" and self._table is not None:
            self._table.append([])
        elif tag in ("td", "th") and self._table:
            self._cell = []

    def handle_endtag(self, tag):
        if tag in SKIPPED:
            self._skip -= 1
        if tag in ("td", "th") and self._cell is not None:
            self._table[-1].append(" ".join("".join(self._cell).split()))
            self._cell = None
        elif tag == "table" and self._table is not None:
            self.tables.append((self._heading, self._table))
            self._table = None
        elif tag in BREAKS:
            line = self._end_line()
            if tag in ("h1", "h2", "h3"):
                self._heading = line

    def handle_data(self, text):
        if self._skip:
            return
        (self._cell if self._cell is not None else self._line).append(text)

    def _end_line(self):
        line = " ".join("".join(self._line).split())
        self._line = []
        if line:
            self.lines.append(line)
        return line

    def table(self, *columns):
        """Rows as dicts of the first table whose header begins with `columns`."""
        for _, rows in self.tables:
            if rows and rows[0][:len(columns)] == list(columns):
                return [dict(zip(rows[0], row)) for row in rows[1:]]
        return None
