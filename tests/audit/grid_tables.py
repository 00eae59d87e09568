# SPDX-License-Identifier: Apache-2.0
"""The grid as its tables give it: the tree of assets, base loads, charging types (docs/input_tables.md)."""
import math
from collections import defaultdict
from functools import lru_cache


class Asset:
    def __init__(self, row):
        self.id, self.kind, self.parent = row["asset_id"], row["kind"], row["parent_id"]
        self.place = (float(row["x"]), float(row["y"])) if row["x"] else None
        self.limit_w = round(float(row["rating_kw"]) * float(row["planning_limit"]) * 1000)
        self.basis = row["basis"]
        self.row = row
        self.children = []


class GridTables:
    """Assets by id, and profiles and charging types with all values per quarter in one order."""

    def __init__(self, inputs):
        grid = inputs.toml["grid"]
        self.assets = {row["asset_id"]: Asset(row) for row in inputs.table(grid["assets"])}
        for asset in self.assets.values():
            if asset.parent:
                self.assets[asset.parent].children.append(asset)
        self.quarters, self.profiles = [], defaultdict(dict)
        for row in inputs.table(grid["profiles"]):
            quarter = f"{row['season']} {row['day_type']} {int(row['quarter']) // 4:02}:{int(row['quarter']) % 4 * 15:02}"
            self.profiles[row["profile"]][quarter] = float(row["value"])
            if len(self.profiles) == 1:
                self.quarters.append(quarter)
        self.types = {row["type"]: row for row in inputs.table(grid["charging_types"])}
        self.target_year = inputs.toml["prognosis"]["target_year"]

    def leaves(self):
        return [asset for asset in self.assets.values() if not asset.children]

    def chain(self, asset):
        """The asset and all above it."""
        while asset is not None:
            yield asset
            asset = self.assets.get(asset.parent)

    def base_w(self, asset):
        """Watts per quarter, rounded up: its own base, or the sum of those below when it has none."""
        row = asset.row
        if not row["base_kwh_per_year"]:
            below = [self.base_w(child) for child in asset.children]
            return [sum(values) for values in zip(*below)] if below else [0] * len(self.quarters)
        growth = float(row["growth_per_year"] or 0)
        mwh = float(row["base_kwh_per_year"]) / 1000 * (1 + growth) ** (self.target_year - int(row["base_year"] or self.target_year))
        profile = self.profiles[row["profile"]]
        return [math.ceil(mwh * profile[quarter] - 1e-6) for quarter in self.quarters]

    def includes_charging_until(self, asset):
        """Date up to which its base includes charging; without a base of its own, the earliest of those below."""
        if asset.row["base_kwh_per_year"] or not asset.children:
            return asset.row["includes_charging_until"]
        return min(self.includes_charging_until(child) for child in asset.children)

    def load_w(self, points):
        """Watts per quarter of a set of charge points {type: number}, at most their rated power."""
        result = []
        rated = sum(n * round(float(self.types[t]["power_w"])) for t, n in points.items())
        for quarter in self.quarters:
            mean = spread = 0
            for name, n in points.items():
                mu, sigma = self.mean_and_spread(name, quarter)
                mean, spread = mean + n * mu, spread + n * sigma ** 2
            result.append(min(mean + (math.isqrt(spread - 1) + 1 if spread else 0), rated))
        return result

    @lru_cache(maxsize=None)
    def mean_and_spread(self, name, quarter):
        """μ_q and s_q of one charge point in whole W, rounded up."""
        row = self.types[name]
        power = float(row["power_w"]) * self.profiles[row["profile"]][quarter] / 1000
        part = float(row["coincidence"])
        return math.ceil(part * power - 1e-6), math.ceil((1 - part) * power - 1e-6)
