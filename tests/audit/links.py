# SPDX-License-Identifier: Apache-2.0
"""Every link of the page leads to something, every file that is named exists, nothing needs a network."""
from urllib.parse import unquote, urlsplit

from page import Page

KIND = "links"


def audit(folder, ledger):
    for listed in folder.manifest.get("files", []):
        path, size = folder.path / listed["file"], listed.get("bytes", listed.get("size"))
        ledger.equal(KIND, f"manifest.json files {listed['file']}", size, path.stat().st_size if path.exists() else None)
    for path in sorted(folder.path.glob("*.html")):
        page = Page(path.read_text(encoding="utf-8"))
        for link in page.links:
            _one(folder, page, path.name, link, ledger)


def _one(folder, page, where, link, ledger):
    parts = urlsplit(link)
    if parts.scheme in ("http", "https", "data", "mailto"):
        return
    if parts.path:
        target = folder.path / unquote(parts.path)
        ledger.true(KIND, f"{where} → {link}", target.exists(), "a link", "no such file")
    elif parts.fragment:
        ledger.true(KIND, f"{where} → {link}", parts.fragment in page.anchors, "a link", "no such place in the page")
