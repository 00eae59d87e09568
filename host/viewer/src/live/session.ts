// SPDX-License-Identifier: Apache-2.0
// Live planning: the page asks `laadraster serve` what an edit does. Static folders have no session.
import { from_base64, self_contained } from "../data/files";
import type { Layer, Table } from "../data/contract";
import type { Patch } from "../map/raster_layer";
import type { ReviewRow } from "../review/review";
import { said } from "../words";

export interface SessionState {
  token: string;
  variant: string;
  edits: Edit[];
  can: string[];
}

export interface Edit {
  op: string;
  [key: string]: unknown;
}

export interface Change {
  before: number;
  after: number;
  limit_m?: number;
  asset?: string;
}

export interface Answer {
  ms: number;
  edits: Edit[];
  patches: { layer: string; row: number; col: number; rows: number; cols: number; cells: string }[];
  stations?: Table;
  places?: Table;
  figures: Record<string, Change>;
}

/// The variant beside the plan.
export interface Comparison {
  figures: Record<string, Change>;
  places: { gone: string[]; new: string[] };
}

export class Refused extends Error {}

const bytes_of_type: Record<string, number> = { uint8: 1, uint16: 2, int16: 2, uint32: 4, int32: 4 };

/// The cells of a patch; their width follows from how many bytes came for how many cells.
export function patch_of(sent: Answer["patches"][number], layer: Layer | undefined): Patch {
  const bytes = from_base64(sent.cells);
  const count = sent.rows * sent.cols;
  const width = bytes.byteLength / count;
  if (!Object.values(bytes_of_type).includes(width)) throw new Refused(`patch of ${layer?.id ?? sent.layer}`);
  const cells = width === 1 ? bytes : width === 2 ? new Uint16Array(bytes.buffer, 0, count) : new Int32Array(bytes.buffer, 0, count);
  return { row: sent.row, col: sent.col, rows: sent.rows, cols: sent.cols, cells };
}

export class Session {
  edits: Edit[];
  variant: string;

  constructor(private readonly state: SessionState) {
    this.edits = state.edits;
    this.variant = state.variant;
  }

  /// Nothing where the page does not come from `laadraster serve`.
  static async find(live: boolean): Promise<Session | null> {
    if (self_contained() || !live) return null;
    try {
      const answer = await fetch("api/session");
      return answer.ok ? new Session((await answer.json()) as SessionState) : null;
    } catch {
      return null;
    }
  }

  can(what: string): boolean {
    return this.state.can.includes(what);
  }

  async edit(edit: Edit): Promise<Answer> {
    const answer = (await this.post("api/edit", edit)) as Answer;
    this.edits = answer.edits;
    return answer;
  }

  /// What the open variant changed so far, for a page that has just loaded the files of the plan.
  async so_far(): Promise<Answer> {
    return (await this.get("api/state")) as Answer;
  }

  async variants(): Promise<string[]> {
    return ((await this.get("api/variants")) as { variants: string[] }).variants;
  }

  async review(): Promise<ReviewRow[]> {
    const { rows } = (await this.get("api/review")) as { rows: (Omit<ReviewRow, "x" | "y"> & { x: unknown; y: unknown })[] };
    const number = (value: unknown) => (value === null || value === "" ? null : Number(value));
    return rows.map((row) => ({ ...row, x: number(row.x), y: number(row.y) }));
  }

  async use_variant(op: "save" | "new" | "open", name: string): Promise<Answer> {
    const answer = (await this.post("api/variant", { op, name })) as Answer & { variant?: string };
    this.variant = answer.variant ?? this.variant;
    this.edits = answer.edits;
    return answer;
  }

  async compare(): Promise<Comparison> {
    return (await this.post("api/variant", { op: "compare", name: this.variant })) as Comparison;
  }

  async send_review(rows: ReviewRow[]): Promise<void> {
    await this.post("api/review", { rows });
  }

  private async get(path: string): Promise<unknown> {
    const answer = await fetch(path);
    if (!answer.ok) throw new Refused(said(await answer.text()));
    return answer.json();
  }

  private async post(path: string, body: unknown): Promise<unknown> {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Laadraster-Token": this.state.token },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(said(text));
    return JSON.parse(text);
  }
}
