// SPDX-License-Identifier: Apache-2.0
// chance.json and the files of counts beside it, as `laadraster publish` writes them.
import type { Style } from "../data/contract";

export type Day = "weekday" | "weekend";

export interface Price {
  lowest: number; // euro a kWh, with VAT
  median: number;
  highest: number;
  connectors: number;
  with_other_costs: number;
}

export interface Buurt {
  code: number; // of the raster `buurt`
  name: string;
  gemeente: string;
  price?: Price;
}

export interface Facts {
  format: number;
  k: number;
  walk_m: number;
  enter_m: number; // from a door to the street, at most
  days: number;
  least_quarters: number;
  time_zone: string;
  first: string; // moments in UTC
  last: string;
  charging_only: "none" | "some" | "all";
  prices: boolean;
  stations: number;
  style: Style;
  counts_per_file: number;
  buurten: Buurt[];
}

/// What was counted in a buurt at an hour; null where it is too little, or may not be told (few: of fewer than k sites, days
/// or quarter-hours).
export type Counted = [slot: number, chance: number | null, low: number | null, high: number | null, sites: number, quarters: number, site_days: number, few: boolean];

export const nodata = 255;
export const too_little = 254;
export const hours_a_day = 24;

/// The number of an hour in a file of counts.
export function slot_of(day: Day, hour: number): number {
  return (day === "weekday" ? 0 : hours_a_day) + hour;
}

export function raster_of(day: Day, hour: number): string {
  return `rasters/chance_${day}_${String(hour).padStart(2, "0")}.tif`;
}

export function is_known(code: number): boolean {
  return code <= 100;
}
