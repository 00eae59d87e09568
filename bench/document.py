# SPDX-License-Identifier: Apache-2.0
"""Parts of a document that a program writes."""


def with_part(document: str, maker: str, heading: str, text: str) -> str:
    """`text` between the marks of `maker`, in place of what was there; without marks: at the end, under `heading`."""
    begin, end = f"<!-- made by {maker} -->\n", f"<!-- end of {maker} -->\n"
    if begin not in document:
        return f"{document.rstrip()}\n\n## {heading}\n{begin}{text}{end}"
    before, _, rest = document.partition(begin)
    return before + begin + text + rest[rest.index(end) :]
