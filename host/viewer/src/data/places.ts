// SPDX-License-Identifier: Apache-2.0
// The ranked places of a plan, by columns, with what filters and the map ask of them.
import { read_json, read_table } from "./files";
import type { Card, Plan, Shape, Table, Value } from "./contract";

export interface Place {
  rank: number;
  candidate: string;
  status: string;
  x: number;
  y: number;
  gain_kwh: number;
  buurt: string;
  gemeente: string;
  street: string;
  side: string;
  address: string;
  white_spot: Value;
  fills_white_square: boolean;
  row: number; // in the order of ranks
  words: string; // lower case, to search in
}

/// A column of a table, null when it has none of that name.
export function column_of(table: Table, name: string): ((row: Value[]) => Value) | null {
  const at = table.columns.indexOf(name);
  return at < 0 ? null : (row) => row[at];
}

export function places_of(table: Table): Place[] {
  const get = (name: string) => column_of(table, name) ?? (() => null);
  const text = (name: string) => {
    const read = get(name);
    return (row: Value[]) => String(read(row) ?? "");
  };
  const columns = {
    rank: get("rank"), x: get("x"), y: get("y"), gain: get("gain_kwh"), fills: get("fills_white_square"),
    white_spot: get("white_spot"), candidate: text("candidate"), status: text("status"), buurt: text(table.columns.includes("buurt_name") ? "buurt_name" : "buurt"),
    gemeente: text("gemeente"), street: text("street"), side: text("side"), address: text("address"),
  };
  return table.rows.map((row, index) => {
    const place = {
      rank: Number(columns.rank(row)), candidate: columns.candidate(row), status: columns.status(row),
      x: Number(columns.x(row)), y: Number(columns.y(row)), gain_kwh: Number(columns.gain(row) ?? 0),
      buurt: columns.buurt(row), gemeente: columns.gemeente(row), street: columns.street(row),
      side: columns.side(row), address: columns.address(row), white_spot: columns.white_spot(row),
      fills_white_square: ["yes", true, 1].includes(columns.fills(row) as never), row: index, words: "",
    };
    place.words = `${place.rank} ${place.street} ${place.address} ${place.buurt} ${place.candidate}`.toLowerCase();
    return place;
  });
}

/// The card that was published; nothing for a space that came in by live planning.
export async function card_of(plan: Plan, place: Place): Promise<Card | null> {
  const table = await read_table(`${plan.id}/${plan.places_file}`);
  const at = table.columns.indexOf("candidate");
  const row = table.rows.findIndex((one) => one[at] === place.candidate);
  if (row < 0) return null;
  const file = Math.floor(row / plan.cards.per);
  const cards = await read_json<Card[]>(`${plan.id}/cards/${file}.json`);
  return cards[row - file * plan.cards.per] ?? null;
}

export function is_point(shape: Shape): shape is [number, number] {
  return Array.isArray(shape);
}

export type Reason = "" | "square" | "spot" | "demand";

export interface Filter {
  gemeente: string;
  status: string;
  reason: Reason;
}

export const no_filter: Filter = { gemeente: "", status: "", reason: "" };

export function reason_of(place: Place): Exclude<Reason, ""> {
  return place.fills_white_square ? "square" : place.white_spot !== null && place.white_spot !== "" ? "spot" : "demand";
}

export function passes(place: Place, filter: Filter): boolean {
  return (
    (!filter.gemeente || place.gemeente === filter.gemeente) &&
    (!filter.status || place.status === filter.status) &&
    (!filter.reason || reason_of(place) === filter.reason)
  );
}

/// 1 → A, 26 → Z, 27 → AA: white spots have letters, places numbers.
export function letters(number: number): string {
  let text = "";
  for (let n = number; n > 0; n = Math.floor((n - 1) / 26)) text = String.fromCharCode(65 + ((n - 1) % 26)) + text;
  return text;
}

/// A white spot as it is called on the map: the letters of its number, or what the data call it.
export function spot_name(value: Value): string {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? letters(number) : String(value ?? "");
}
