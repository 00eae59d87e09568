// SPDX-License-Identifier: Apache-2.0
// Words and numbers in the language of the reader. English texts stand in the code and in the data and are their own keys;
// host/language/nl.json has them in Dutch.
import dutch from "../../language/nl.json";

export type Language = "nl" | "en";

const catalogue: Record<string, string> = dutch;
let language: Language = "nl";
let numbers = new Map<number, Intl.NumberFormat>();

export function speak(next: Language): void {
  language = next;
  numbers = new Map();
}

export function spoken(): Language {
  return language;
}

/// The text in the language spoken, with {names} replaced.
export function t(english: string, values: Record<string, string | number> = {}): string {
  const text = language === "nl" ? (catalogue[english] ?? english) : english;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/// Marks a text that is told later, so that the test of the catalogue finds it.
export function key(english: string): string {
  return english;
}

/// A text from the data: a key of the catalogue, or a name, which stays as it is; args fill its {} in order.
export function said(text: string | null | undefined, args: number[] = []): string {
  if (!text) return "";
  let next = 0;
  return whole(text).replace(/\{\}/g, (whole) => (next < args.length ? number(args[next++]) : whole));
}

/// A text of which one and several are said differently.
export function tn(count: number, one: string, many: string, values: Record<string, string | number> = {}): string {
  return t(count === 1 ? one : many, values);
}

/// Keys with {} for values that may be words, those that say most of their own first, as host/language/said_note.cpp has them.
const patterns = Object.keys(catalogue)
  .filter((english) => english.includes("{}") && english.replace(/\{\}/g, "").length >= 9)
  .sort((a, b) => b.length - a.length)
  .map((english) => [new RegExp(`^${english.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\}/g, "(.*?)")}$`), catalogue[english]] as const);

/// A text that was put together before is found by its key with {} for numbers or words, or else by its parts around ": "
/// or "; ".
function whole(text: string): string {
  if (language === "en") return text;
  const numbers: string[] = [];
  const numbered = text.replace(/\d+(?:[.,]\d+)*/g, (one) => (numbers.push(one), "{}"));
  const dutch = catalogue[text] ?? catalogue[numbered]?.replace(/\{\}/g, () => numbers.shift() ?? "{}");
  if (dutch !== undefined) return dutch;
  for (const [pattern, filled] of patterns) {
    const values = pattern.exec(text)?.slice(1);
    if (values?.every((one) => !one.includes("; "))) return filled.replace(/\{\}/g, () => whole(values.shift() ?? ""));
  }
  const between = [": ", "; "].find((one) => text.includes(one));
  if (!between) return text;
  const at = text.indexOf(between);
  return whole(text.slice(0, at)) + between + whole(text.slice(at + between.length));
}

export function number(value: number, decimals = 0): string {
  let format = numbers.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat(language, { maximumFractionDigits: decimals });
    numbers.set(decimals, format);
  }
  return format.format(value);
}

export function percent(part: number, whole: number): string {
  return whole > 0 ? `${number((100 * part) / whole, 1)} %` : "–";
}

/// "1,284 kWh a year", "36 m": a value with its unit, spaced so that it does not break.
export function quantity(value: number, unit: string | null | undefined, decimals = 0): string {
  return unit ? `${number(value, decimals)}\u00a0${said(unit)}` : number(value, decimals);
}

export function date(iso: string, time_zone?: string): string {
  const day = new Date(iso);
  if (Number.isNaN(day.getTime())) return iso;
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: time_zone }).format(day);
}
