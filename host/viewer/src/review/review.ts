// SPDX-License-Identifier: Apache-2.0
// The verdict of whoever reviews the plan, per space: kept in the browser, saved as review.csv, which a run reads.
import { csv_rows, csv_text } from "./csv";

export type Verdict = "approve" | "reject" | "prefer" | "move";
export const verdicts: Verdict[] = ["approve", "reject", "prefer", "move"];

export interface ReviewRow {
  place: string;
  verdict: Verdict;
  remark: string;
  by: string;
  date: string;
  x: number | null;
  y: number | null;
}

const columns = ["place", "verdict", "remark", "by", "date", "x", "y"];

export function review_csv(rows: ReviewRow[]): string {
  return csv_text([columns, ...rows.map((row) => [row.place, row.verdict, row.remark, row.by, row.date, row.x, row.y])]);
}

/// Rows of a review.csv; lines that are none are counted, so that nothing is dropped in silence.
export function read_review(text: string): { rows: ReviewRow[]; refused: number } {
  const [head, ...lines] = csv_rows(text.replace(/^\uFEFF/, ""));
  const at = columns.map((name) => head?.indexOf(name) ?? -1);
  const rows: ReviewRow[] = [];
  let refused = 0;
  for (const line of lines) {
    const cell = (i: number) => line[at[i]] ?? "";
    const number = (i: number) => (cell(i) === "" || !Number.isFinite(Number(cell(i))) ? null : Number(cell(i)));
    if (!cell(0) || !verdicts.includes(cell(1) as Verdict)) ++refused;
    else rows.push({ place: cell(0), verdict: cell(1) as Verdict, remark: cell(2), by: cell(3), date: cell(4), x: number(5), y: number(6) });
  }
  return { rows, refused };
}

export class Review {
  by = "";
  active = false;
  private readonly kept = new Map<string, ReviewRow>();
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly key: string, private readonly send: ((rows: ReviewRow[]) => void) | null = null) {
    try {
      const stored = JSON.parse(localStorage.getItem(key) ?? "{}") as { by?: string; active?: boolean; rows?: ReviewRow[] };
      this.by = stored.by ?? "";
      this.active = stored.active ?? false;
      for (const row of stored.rows ?? []) this.kept.set(row.place, row);
    } catch {
      // a browser that keeps nothing: the review lasts as long as the page
    }
  }

  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  get rows(): ReviewRow[] {
    return [...this.kept.values()];
  }

  row(place: string): ReviewRow | undefined {
    return this.kept.get(place);
  }

  verdict(place: string): Verdict | null {
    return this.kept.get(place)?.verdict ?? null;
  }

  /// Takes a remark as it is typed; nothing is drawn anew, so that the click that follows still finds its button.
  remark(place: string, remark: string): void {
    const row = this.kept.get(place);
    if (!row) return;
    this.kept.set(place, { ...row, remark });
    this.keep();
  }

  judge(place: string, change: Partial<ReviewRow> & { verdict: Verdict }): void {
    const before = this.kept.get(place);
    const today = new Date().toISOString().slice(0, 10);
    this.kept.set(place, { place, remark: "", x: null, y: null, ...before, ...change, by: this.by, date: today });
    this.changed();
  }

  forget(place: string): void {
    this.kept.delete(place);
    this.changed();
  }

  take(rows: ReviewRow[]): void {
    for (const row of rows) this.kept.set(row.place, row);
    this.changed();
  }

  /// What the server kept stands over what this browser kept; it is not sent back.
  begin_with(rows: ReviewRow[]): void {
    for (const row of rows) this.kept.set(row.place, row);
    if (rows.length > 0) for (const listener of this.listeners) listener();
  }

  set_active(active: boolean): void {
    this.active = active;
    this.changed();
  }

  set_by(by: string): void {
    this.by = by;
    for (const [place, row] of this.kept) if (!row.by) this.kept.set(place, { ...row, by });
    this.keep();
  }

  private changed(): void {
    this.keep();
    for (const listener of this.listeners) listener();
  }

  private keep(): void {
    try {
      localStorage.setItem(this.key, JSON.stringify({ by: this.by, active: this.active, rows: this.rows }));
    } catch {
      // see above
    }
    this.send?.(this.rows);
  }
}
