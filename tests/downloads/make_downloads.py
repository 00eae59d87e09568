# SPDX-License-Identifier: Apache-2.0
"""Writes folders that look like what a user has downloaded, in the publishers' own formats and names, from bundled data.

Usage: make_downloads.py FOLDER"""
import json
import sys
from pathlib import Path

import abroad
import bgt_towns
import delft


def make(folder):
    """The four places, and what was put in them by place and name."""
    counts = {}
    for place, write in (("delft", delft.write), ("delft-bgt", bgt_towns.write_delft_bgt),
                         ("neeltje-jans", bgt_towns.write_neeltje_jans), ("abroad", abroad.write)):
        (folder / place).mkdir(parents=True)
        counts[place] = write(folder / place)
    return counts


if __name__ == "__main__":
    print(json.dumps(make(Path(sys.argv[1])), indent=1))
