// SPDX-License-Identifier: Apache-2.0
// Tables as text: commas, quotes where they are needed.

export function csv_text(rows: (string | number | boolean | null)[][]): string {
  return rows.map((row) => row.map(csv_cell).join(",")).join("\r\n") + "\r\n";
}

function csv_cell(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/// The rows of a text with commas; quotes may hold commas, quotes and new lines.
export function csv_rows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") [row, cell] = [[...row, cell], ""];
    else if (c === "\n") {
      rows.push([...row, cell.replace(/\r$/, "")]);
      [row, cell] = [[], ""];
    } else cell += c;
  }
  if (cell !== "" || row.length) rows.push([...row, cell]);
  return rows;
}
