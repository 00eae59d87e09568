// SPDX-License-Identifier: Apache-2.0
// Where the files of a published folder come from: inlined in the page (opened by double-click), else beside it.
import type { Table } from "./contract";

let found: Record<string, string> | null | undefined;

function inlined(): Record<string, string> | null {
  if (found === undefined) {
    const element = document.getElementById("files");
    found = element ? (JSON.parse(element.textContent ?? "{}") as Record<string, string>) : null;
  }
  return found;
}

const parsed = new Map<string, Promise<unknown>>();

export class MissingFile extends Error {}

/// True when the page carries its files: rasters are coarse then.
export function self_contained(): boolean {
  return inlined() !== null;
}

export function has_file(path: string): boolean {
  const files = inlined();
  return files === null || path in files;
}

/// A page in a folder of its own says where the published folder is.
function address_of(path: string): string {
  return `${document.body.dataset.root ?? ""}${path}`;
}

async function text_of(path: string): Promise<string> {
  if (inlined()) return inlined_text(path);
  const answer = await fetch(address_of(path));
  if (!answer.ok) throw new MissingFile(path);
  return answer.text();
}

/// An inlined file; "same:other path" where several plans share it.
function inlined_text(path: string): string {
  const text = inlined()?.[path];
  if (text === undefined) throw new MissingFile(path);
  return text.startsWith("same:") ? inlined_text(text.slice("same:".length)) : text;
}

export function read_json<T>(path: string): Promise<T> {
  let made = parsed.get(path);
  if (!made) {
    made = text_of(path).then((text) => JSON.parse(text));
    parsed.set(path, made);
    made.catch(() => parsed.delete(path));
  }
  return made as Promise<T>;
}

export type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;

/// Reads ranges of a file; a server that knows no ranges sends the whole, which is then kept.
export function bytes_of(path: string): ReadBytes {
  if (self_contained()) return inlined_bytes(path);
  let whole: Promise<Uint8Array> | null = null;
  return async (offset, length) => {
    if (whole) return (await whole).subarray(offset, offset + length);
    const answer = await fetch(address_of(path), { headers: { Range: `bytes=${offset}-${offset + length - 1}` } });
    if (!answer.ok) throw new MissingFile(path);
    const bytes = answer.arrayBuffer().then((buffer) => new Uint8Array(buffer));
    if (answer.status === 206) return bytes;
    whole = bytes;
    return (await whole).subarray(offset, offset + length);
  };
}

function inlined_bytes(path: string): ReadBytes {
  let whole: Uint8Array | null = null;
  return async (offset, length) => {
    if (!whole) {
      const text = inlined_text(path);
      if (!text.startsWith("base64:")) throw new MissingFile(path);
      whole = from_base64(text.slice("base64:".length));
    }
    return whole.subarray(offset, offset + length);
  };
}

export function from_base64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export async function read_table(path: string): Promise<Table> {
  return with_words(await read_json<Table>(path));
}

/// A table with its words in the cells, also where the file has each word once.
export function with_words(table: Table): Table {
  for (const [name, words] of Object.entries(table.words ?? {})) {
    const at = table.columns.indexOf(name);
    for (const row of table.rows) row[at] = row[at] === null ? null : words[row[at] as number];
  }
  delete table.words;
  return table;
}
