# SPDX-License-Identifier: Apache-2.0
"""GRASS modules as plain programs, in a location of their own."""

import os
import shutil
import subprocess
from pathlib import Path

from data import CELL_M


class Grass:
    """Calls modules: grass("r.cost", "-k", input="cost")."""

    def __init__(self, folder: Path):
        self.folder = folder
        gisbase = subprocess.run(["grass", "--config", "path"], capture_output=True, text=True, check=True).stdout.strip()
        subprocess.run(["grass", "-c", "EPSG:28992", "-e", str(folder / "location")], capture_output=True, check=True)
        session = folder / "gisrc"
        session.write_text(f"GISDBASE: {folder}\nLOCATION_NAME: location\nMAPSET: PERMANENT\nGUI: text\n")
        self.environment = os.environ | {
            "GISBASE": gisbase,
            "GISRC": str(session),
            "PATH": f"{gisbase}/bin:{gisbase}/scripts:{os.environ['PATH']}",
            "LD_LIBRARY_PATH": f"{gisbase}/lib",
        }

    def __call__(self, module: str, *flags: str, **options) -> str:
        words = [module, *flags, "--overwrite", "--quiet", *(f"{key}={value}" for key, value in options.items())]
        done = subprocess.run(words, capture_output=True, text=True, env=self.environment)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()}")
        return done.stdout

    def read_stations(self, cells, west_m: float, north_m: float):
        points = self.folder / "stations.csv"
        where = [f"{west_m + (col + 0.5) * CELL_M}|{north_m - (row + 0.5) * CELL_M}\n" for row, col in cells]
        points.write_text("".join(where))
        self("v.in.ascii", input=points, output="stations", separator="pipe")

    def walk_to_stations(self, output: str, bound_m: float):
        """In cells, over the raster `cost`."""
        self("r.cost", "-k", input="cost", output=output, start_points="stations", max_cost=bound_m / CELL_M, memory=2000)


def is_installed() -> bool:
    return shutil.which("grass") is not None
