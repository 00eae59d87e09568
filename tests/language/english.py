# SPDX-License-Identifier: Apache-2.0
"""English in folders that should be Dutch: texts of the files that people read, and which of them are English."""
import csv, html, html.parser, json, pathlib, re, sqlite3, zipfile

# Words of English sentences that Dutch does not have.
ENGLISH = re.compile(
    r"\b(the|not|with|and|are|that|which|from|by|this|its|were|has|have|than|where|without|their|to|for|only|it|each|"
    r"year|given|other|others|an|at|on|be|new|none|stands|waits?|places?|demand|stations?|dwellings?|chargers?)\b", re.IGNORECASE)
# Columns that programs read too: codes, ids and names of streets, files and people.
CODES = {"status", "status_old", "status_new", "kind", "access", "level", "plan", "basis", "headroom_basis", "group", "change", "reason_code",
         "source", "file", "layer", "change_it_with", "raster", "quantity", "position", "state", "bay_ids", "station",
         "folder", "street", "address", "town", "name", "buurt_name", "asset", "parent", "what", "old", "new"}


STATUSES = {"waits for grid", "no grid data"}


def is_code(column, text):
    return column == "reason" and " " not in text


class Texts(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self.skipped = [], 0

    def handle_starttag(self, tag, attributes):
        self.skipped += tag in ("style", "script")
        self.texts += [value for name, value in attributes if name in ("alt", "title", "aria-label") and value]

    def handle_endtag(self, tag):
        self.skipped -= tag in ("style", "script")

    def handle_data(self, data):
        if not self.skipped and data.strip():
            self.texts.append(" ".join(data.split()))


def of_page(file):
    texts = Texts()
    texts.feed(file.read_text(encoding="utf-8"))
    return texts.texts


def of_csv(file):
    content = file.read_text(encoding="utf-8-sig")
    rows = csv.DictReader(content.splitlines(), delimiter=";" if ";" in content.split("\n")[0] else ",")
    for row in rows:
        yield from (text for column, text in row.items() if column not in CODES and text and not is_code(column, text))


def of_database(file):
    """Texts of the columns and the descriptions of the layers of a GeoPackage."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        layers = database.execute("SELECT table_name, description FROM gpkg_contents").fetchall()
        for layer, description in layers:
            if layer == "layer_styles":
                continue
            yield description or ""
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{layer}")') if "TEXT" in row[2].upper()]
            for column in columns:
                if column not in CODES:
                    values = [row[0] for row in database.execute(f'SELECT DISTINCT "{column}" FROM "{layer}"') if row[0]]
                    yield from (value for value in values if not is_code(column, value))


def of_workbook(file):
    with zipfile.ZipFile(file) as book:
        for name in book.namelist():
            if name == "xl/sharedStrings.xml":
                texts = re.findall(r"<t[^>]*>([^<]*)</t>", book.read(name).decode("utf-8"))
                yield from (html.unescape(text) for text in texts if " " in text and text not in STATUSES)  # one word: a code


def of_stac(file):
    def walk(value):
        if isinstance(value, dict):
            for key, one in value.items():
                if key in ("title", "description") and isinstance(one, str):
                    yield one
                else:
                    yield from walk(one)
        elif isinstance(value, list):
            for one in value:
                yield from walk(one)
    return walk(json.loads(file.read_text(encoding="utf-8")))


def texts_in(folder):
    """(file, text) of all that people read in a folder."""
    for file in sorted(pathlib.Path(folder).rglob("*")):
        of = {".html": of_page, ".csv": of_csv, ".gpkg": of_database, ".xlsx": of_workbook, ".md": lambda f: [f.read_text()]}.get(file.suffix)
        if file.suffix == ".json" and "stac" in file.parts:
            of = of_stac
        if of:
            yield from ((file.relative_to(folder), text) for text in of(file))


def english_in(folder, known=()):
    """Texts that are English, each once, with the file where it is; `known`: names that the inputs bring."""
    found = {}
    for file, text in texts_in(folder):
        rest = text
        for name in known:
            rest = rest.replace(name, "")
        rest = re.sub(r"\b[A-Z]{2,}\b|\b\w+[._]\w[\w.]*(\[\d+\][\w.]*)*", "", rest)  # a licence, a key of region.toml
        if ENGLISH.search(rest):
            found.setdefault(text, file)
    return found
