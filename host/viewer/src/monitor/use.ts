// SPDX-License-Identifier: Apache-2.0
// Key figures of use by area and month. Nothing is computed here but what stands beside what.
import { with_words } from "../data/files";
import type { Table, Value } from "../data/contract";
import { all_months, type Area, type Level, type Monitor } from "./contract";

export type UseRow = Value[];

const key_of = (level: Level, name: string, month: string) => [level, level === "area" ? "" : name, month].join("\n");

export class Use {
  readonly table: Table;
  readonly months: string[]; // of the calendar, from the first to the last with data
  private readonly at = new Map<string, number>();
  private readonly rows = new Map<string, UseRow>();
  private readonly levels = new Map<string, UseRow[]>(); // by level and month
  private readonly known = new Map<string, boolean>();
  private readonly few_near = new Set<string>(); // areas of which figures of dwellings are withheld

  constructor(readonly monitor: Monitor) {
    this.table = joined(with_words(monitor.table), monitor.walk ? with_words(monitor.walk) : null);
    this.months = calendar(monitor.months);
    if (monitor.walk) {
      const { columns, rows } = with_words(monitor.walk);
      const [level, name, few] = ["level", "name", "few"].map((one) => columns.indexOf(one));
      for (const row of rows) if (row[few] === "yes") this.few_near.add(key_of(row[level] as Level, String(row[name]), all_months));
    }
    this.table.columns.forEach((name, i) => this.at.set(name, i));
    for (const row of this.table.rows) {
      const [level, month] = [this.word(row, "level"), this.word(row, "month")];
      this.rows.set(key_of(level as Level, this.word(row, "name"), month), row);
      const of_level = this.levels.get(`${level}\n${month}`);
      if (of_level) of_level.push(row);
      else this.levels.set(`${level}\n${month}`, [row]);
    }
  }

  private key(row: UseRow | null): string {
    return key_of(this.word(row, "level") as Level, this.word(row, "name"), this.word(row, "month"));
  }

  has(field: string): boolean {
    return this.at.has(field);
  }

  row(area: Area, month: string): UseRow | null {
    return this.rows.get(key_of(area.level, area.name, month)) ?? null;
  }

  value(row: UseRow | null, field: string): number | null {
    const value = row?.[this.at.get(field) ?? -1];
    return typeof value === "number" ? value : null;
  }

  word(row: UseRow | null, field: string): string {
    const value = row?.[this.at.get(field) ?? -1];
    return typeof value === "string" ? value : "";
  }

  area(row: UseRow): Area {
    const level = this.word(row, "level") as Level;
    return { level, name: level === "area" ? "" : this.word(row, "name") };
  }

  /// The areas of a level, in the order of the table; buurten of one gemeente where that is given.
  of_level(level: Level, gemeente = "", month = all_months): UseRow[] {
    const all = this.levels.get(`${level}\n${month}`) ?? [];
    return gemeente ? all.filter((row) => this.word(row, "gemeente") === gemeente) : all;
  }

  called(row: UseRow): string {
    return this.word(row, "buurt_name") || this.word(row, "name");
  }

  /// Whether the figure is known of any area: else the region lacks what it rests on.
  is_known(field: string): boolean {
    let known = this.known.get(field);
    if (known === undefined) this.known.set(field, (known = this.table.rows.some((row) => this.value(row, field) !== null)));
    return known;
  }

  /// Whether a figure that is not there is withheld, as it rests on few or would give few away. `count`: without any of
  /// these there is nothing to withhold.
  is_withheld(row: UseRow | null, field: string, count: string): boolean {
    const given = table_of(field);
    const known = this.is_known(field) || (given !== null && this.monitor.tables?.[given] === true);
    const few = of_walk.includes(field) ? this.few_near.has(this.key(row)) : this.word(row, "few") === "yes";
    return row !== null && !never_withheld.includes(field) && few && known && this.value(row, count) !== 0;
  }
}

/// The table that a figure rests on, beside the use.
function table_of(field: string): keyof NonNullable<Monitor["tables"]> | null {
  if (/^(requests|lead)_/.test(field)) return "requests";
  return field.startsWith("no_driveway") ? "own_driveway" : null;
}

/// The months from the first to the last.
export function calendar(months: string[]): string[] {
  if (months.length === 0) return [];
  const number_of = (month: string) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1;
  const [first, last] = [number_of(months[0]), number_of(months[months.length - 1])];
  return Array.from({ length: last - first + 1 }, (_, i) => `${Math.floor((first + i) / 12)}-${String(((first + i) % 12) + 1).padStart(2, "0")}`);
}

export function days_of_month(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
}

const of_walk = ["dwellings", "within_300m", "within_300m_pct"];
const never_withheld = ["first_seen_evse", "reporting_pct"];

/// The table with dwellings near a charge point beside the rows of all months.
function joined(table: Table, walk: Table | null): Table {
  if (!walk) return table;
  const cell = (of: Table, row: Value[], name: string) => row[of.columns.indexOf(name)];
  const key = (of: Table, row: Value[]) => `${cell(of, row, "level")}\n${cell(of, row, "level") === "area" ? "" : cell(of, row, "name")}`;
  const near = new Map(walk.rows.map((row) => [key(walk, row), row]));
  const rows = table.rows.map((row) => {
    const found = cell(table, row, "month") === all_months ? near.get(key(table, row)) : undefined;
    return [...row, ...of_walk.map((name) => (found ? cell(walk, found, name) : null))];
  });
  return { ...table, columns: [...table.columns, ...of_walk], titles: [...(table.titles ?? []), ...of_walk.map((name) => walk.titles?.[walk.columns.indexOf(name)] ?? "")], rows };
}
