// SPDX-License-Identifier: Apache-2.0
// Tables for a spreadsheet, as host/exports/spreadsheet.cpp writes them: in Dutch semicolons, decimal commas and a byte
// order mark, so that a double-click opens them; else by RFC 4180. Thousands are never grouped.
import type { Value } from "./contract";
import { spoken } from "../words";

interface Notation {
  separator: string;
  decimal: string;
}

export function spreadsheet_csv(rows: Value[][]): string {
  const dutch = spoken() === "nl";
  const notation = dutch ? { separator: ";", decimal: "," } : { separator: ",", decimal: "." };
  return (dutch ? "\ufeff" : "") + rows.map((row) => row.map((value) => cell(value, notation)).join(notation.separator) + "\r\n").join("");
}

function cell(value: Value, { separator, decimal }: Notation): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value).replace(".", decimal);
  const text = as_no_formula(String(value));
  return /[",\t\r\n]/.test(text) || text.includes(separator) ? `"${text.replace(/"/g, '""')}"` : text;
}

/// A name that a spreadsheet would compute gets an apostrophe, as csv_cell of host/present/safe_text.hpp does.
function as_no_formula(text: string): string {
  const bare = text.replace(/^'+/, "");
  return bare.length > 1 && /^[=+\-@\t\r]/.test(bare) && Number.isNaN(Number(bare)) ? `'${text}` : text;
}
