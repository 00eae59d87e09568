#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every text that the program speaks, and every text of the web map, has its Dutch in host/language/nl.json.

    spoken_test.py <sources>

What styles say is tested by tests/host/catalogue_test.cpp, what a published folder says by tests/viewer/web_map_test.py."""
import json, pathlib, re, sys

# The number of the argument where texts begin, and how many: two where one and several are said differently.
CALLS = {
    "*.[ch]pp": {r"\b(?:said|said_with)\(": (0, 1), r"(?:\bto_say|\.note)\(": (0, 1),
                 r"\bsaid_count\(": (1, 2), r"\bto_say_count\(": (1, 2), r"\.guess\(\{": (0, 1)},
    "*.ts": {r"\b(?:t|key)\(": (0, 1), r"\btn\(": (1, 2)},
}
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)


def arguments(text, at):
    """The source of each argument of the call whose arguments begin at `at`: literals in it may be parts of one, or
    either of two."""
    depth, literal, begin = 0, None, at
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
                yield text[begin:i]
                begin = i + 1
                if c != ",":
                    return
            else:
                depth -= 1


def texts_of(source, call, first, count):
    for found in re.finditer(call, source):
        for argument in list(arguments(source, found.end()))[first:first + count]:
            for branch in re.split(r"[?:](?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", argument):
                parts = LITERAL.findall(branch)
                if parts and not re.sub(r"\s", "", LITERAL.sub("", branch)).strip("()"):
                    text = json.loads('"' + "".join(parts) + '"')
                    # What is said later is found without the formats of its values.
                    yield re.sub(r"\{:[^}]*\}", "{}", text) if "said" not in call else text


def main(root):
    folder = pathlib.Path(root)
    dutch = json.loads((folder / "host/language/nl.json").read_text(encoding="utf-8"))
    counted, missing = 0, []
    for pattern, calls in CALLS.items():
        for file in sorted((folder / "host").rglob(pattern)):
            if "node_modules" in file.parts or "tests" in file.parts:
                continue
            source = COMMENT.sub("", file.read_text(encoding="utf-8"))
            for text in (text for call, (first, count) in calls.items() for text in texts_of(source, call, first, count)):
                counted += 1
                if text not in dutch and re.search(r"[A-Za-z]{2}", re.sub(r"\{[^}]*\}", "", text)):
                    missing.append(f'{file.relative_to(folder)}: "{text}"')
    print(f"{counted} texts")
    for one in missing:
        print("no Dutch:", one)
    # Reading no text at all would be a fault of this test.
    return 1 if missing or counted < 300 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
