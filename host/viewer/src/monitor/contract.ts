// SPDX-License-Identifier: Apache-2.0
// monitor.json as `laadraster publish` writes it (docs/publish.md).
import type { Style, Table } from "../data/contract";

export interface Monitor {
  format: number;
  k: number;
  months: string[]; // "2026-06", those with data, ascending
  least_days: number;
  peak_hours: [number, number];
  busy_percent: number;
  vehicles_per_evse_target: number;
  served_walk_m: number;
  tables?: { requests: boolean; own_driveway: boolean }; // which of them the run had
  notes: { text: string; args: number[] }[];
  styles: Record<string, Style>; // by field; pressure: of its classes
  table: Table; // usage_kpis
  gemeenten: Table; // their outlines
  walk?: Table; // dwellings within served_walk_m, by area
}

export type Level = "area" | "market_model" | "provincie" | "res_regio" | "gemeente" | "buurt";

export interface Area {
  level: Level;
  name: string; // "" of the whole area
}

export const all_months = "all";
