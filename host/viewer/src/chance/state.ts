// SPDX-License-Identifier: Apache-2.0
// What was asked: a place, a kind of day and an hour; the address keeps it.
import type { Language } from "../words";
import { hours_a_day, type Day } from "./contract";

export interface Asked {
  at: [number, number] | null; // of the plan's CRS
  day: Day;
  hour: number;
  language: Language;
}

/// The kind of day and the hour that it is now where the chargers stand.
export function now_in(time_zone: string, now: Date): { day: Day; hour: number } {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: time_zone, weekday: "short", hour: "2-digit", hourCycle: "h23" }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return { day: ["Sat", "Sun"].includes(part("weekday")) ? "weekend" : "weekday", hour: Number(part("hour")) };
}

/// #p=85000,446500&d=weekend&h=18&lang=nl
export function write_asked({ at, day, hour, language }: Asked): string {
  return `#${at ? `p=${at.map(Math.round).join(",")}&` : ""}d=${day}&h=${hour}&lang=${language}`;
}

/// What an address asks; the rest as it is in `otherwise`.
export function read_asked(hash: string, otherwise: Asked): Asked {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const [x, y] = (parts.get("p") ?? "").split(",").map(Number);
  const hour = parts.has("h") ? Number(parts.get("h")) : NaN;
  const day = parts.get("d");
  const language = parts.get("lang");
  return {
    at: parts.has("p") && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : otherwise.at,
    day: day === "weekday" || day === "weekend" ? day : otherwise.day,
    hour: Number.isInteger(hour) && hour >= 0 && hour < hours_a_day ? hour : otherwise.hour,
    language: language === "nl" || language === "en" ? language : otherwise.language,
  };
}
