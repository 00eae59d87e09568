#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The PDF files of `laadraster sheets`: tagged, of the right paper, their text found, their maps at true scale.

    pdf_test.py <program> <example folder> <work folder>

Skips (77) without Chromium or poppler."""
import os, re, shutil, subprocess, sys

PT_MM = 72 / 25.4
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def out(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def check(holds, what):
    if not holds:
        sys.exit("FAILED: " + what)


def pages(pdf):
    """(width mm, height mm) of each page."""
    sizes = re.findall(r"size:\s+([0-9.]+) x ([0-9.]+) pts", out("pdfinfo", "-f", "1", "-l", "9999", pdf))
    return [(float(w) / PT_MM, float(h) / PT_MM) for w, h in sizes]


def is_paper(size, width, height):
    return abs(size[0] - width) < 0.5 and abs(size[1] - height) < 0.5


def words(pdf, page):
    """(text, middle x mm, middle y mm) of a page."""
    found = re.findall(r'<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">([^<]*)</word>',
                       out("pdftotext", "-bbox", "-f", str(page), "-l", str(page), pdf, "-"))
    return [(t, (float(a) + float(c)) / 2 / PT_MM, (float(b) + float(d)) / 2 / PT_MM) for a, b, c, d, t in found]


def frame_mm(pdf, page):
    """Width and height of the frame of the map, measured in a picture of the page: the longest upright dark line, and
    the dark line from its top."""
    dots_mm = 10
    image = subprocess.run(["pdftoppm", "-gray", "-r", str(dots_mm * 25.4), "-f", str(page), "-l", str(page), pdf],
                           check=True, capture_output=True).stdout
    width, height = map(int, re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", image).groups())
    cells = image[-width * height:]
    dark = lambda x, y: cells[y * width + x] < 110
    best = (0, 0, 0)
    for x in range(width // 3):
        run = 0
        for y in range(height):
            run = run + 1 if dark(x, y) else 0
            best = max(best, (run, x, y - run + 1))
    tall, left, top = best
    wide = 0
    while left + wide < width and dark(left + wide, top + 1):
        wide += 1
    return wide / dots_mm, tall / dots_mm


def check_location_sheet(pdf, page):
    found = words(pdf, page)
    across = sorted((x, int(t)) for t, x, y in found if re.fullmatch(r"[0-9]{5}", t) and 80000 < int(t) < 90000)
    check(len(across) >= 3, f"page {page} has coordinates below its map")
    for (x, metres), (next_x, next_metres) in zip(across, across[1:]):
        check(next_metres - metres == 50, "ticks are 50 m apart")
        check(abs((next_x - x) - 50) < 0.15, f"50 m is {next_x - x:.2f} mm on paper at 1:1000")
    wide, tall = frame_mm(pdf, page)
    check(abs(wide - 172) < 0.5 and abs(tall - 104) < 0.5, f"the map is {wide} x {tall} mm, not 172 x 104")


def main(program, example, work):
    if not any(map(shutil.which, BROWSERS)) or not all(map(shutil.which, ("pdfinfo", "pdftotext", "pdftoppm"))):
        print("skipped: no Chromium, or no poppler-utils")
        return 77
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    plan, paper = work + "/plan", work + "/paper"
    out(program, "run", example + "/region.toml", "--out", plan, "-q")
    said = out(program, "sheets", plan, paper, "--lang", "nl", "-q")
    check("2 PDF" in said, "two PDF files are made: " + said)
    maps, annex = (f"{paper}/Delft/{name}.pdf" for name in ("plankaart", "bijlage-verkeersbesluit"))
    for pdf in (maps, annex):
        check(re.search(r"Tagged:\s+yes", out("pdfinfo", pdf)), pdf + " is tagged")
        check("Delft" in out("pdftotext", pdf, "-"), pdf + " holds text")
    check(is_paper(pages(maps)[0], 420, 297), "the first map is A3")
    check(is_paper(pages(maps)[1], 297, 210), "the second map is A4")
    sizes = pages(annex)
    check(all(is_paper(size, 210, 297) for size in sizes), "the annex is A4")
    rows = len(open(plan + "/placements.csv").readlines()) - 1
    sheets = [i + 1 for i in range(len(sizes)) if "Locatieblad" in out("pdftotext", "-f", str(i + 1), "-l", str(i + 1), annex, "-")]
    check(len(sheets) == rows, f"{rows} places have a page each: {len(sheets)}")
    text = out("pdftotext", annex, "-")
    check("Bijlage bij het meervoudig verkeersbesluit" in text and "bord E8" in text, "the annex says what it is")
    check("CONCEPT" in text, "what is illustrative is said")
    for page in (sheets[0], sheets[-1]):
        check_location_sheet(annex, page)
    print(f"{len(sizes)} pages of the annex, {len(pages(maps))} of the plan map")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
