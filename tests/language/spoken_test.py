#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every text that the program speaks, and every text of the web map, has its Dutch in host/language/nl.json.

    spoken_test.py <sources>

What styles say is tested by tests/host/catalogue_test.cpp, what a published folder says by tests/viewer/web_map_test.py."""
import json, pathlib, re, sys

CALLS = {"*.[ch]pp": re.compile(r"\b(?:said|said_with|told)\("), "*.ts": re.compile(r"\b(?:t|key)\(")}
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)


def first_argument(text, at):
    """The source of the argument that begins at `at`: literals in it may be parts of one, or either of two."""
    depth, literal = 0, None
    for i in range(at, len(text)):
        c = text[i]
        if literal is None and c == '"':
            literal = i
        elif literal is not None:
            if c == '"' and text[i - 1] != "\\":
                literal = None
        elif c in "([{":
            depth += 1
        elif c in ")]}" or (c == "," and depth == 0):
            if depth == 0:
                return text[at:i]
            depth -= 1
    return text[at:]


def texts_of(source, call):
    for found in call.finditer(source):
        argument = first_argument(source, found.end())
        for branch in re.split(r"[?:](?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", argument):
            parts = LITERAL.findall(branch)
            if parts and not re.sub(r"\s", "", LITERAL.sub("", branch)).strip("()"):
                yield json.loads('"' + "".join(parts) + '"')


def main(root):
    folder = pathlib.Path(root)
    dutch = json.loads((folder / "host/language/nl.json").read_text(encoding="utf-8"))
    counted, missing = 0, []
    for pattern, call in CALLS.items():
        for file in sorted((folder / "host").rglob(pattern)):
            if "node_modules" in file.parts or "tests" in file.parts:
                continue
            for text in texts_of(COMMENT.sub("", file.read_text(encoding="utf-8")), call):
                counted += 1
                if text not in dutch:
                    missing.append(f'{file.relative_to(folder)}: "{text}"')
    print(f"{counted} texts")
    for one in missing:
        print("no Dutch:", one)
    # Reading no text at all would be a fault of this test.
    return 1 if missing or counted < 300 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
