// SPDX-License-Identifier: Apache-2.0
import { spoken, t } from "../words";
import { all_months } from "./contract";

function formatted(month: string, how: Intl.DateTimeFormatOptions): string {
  const day = new Date(`${month}-01T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? month : new Intl.DateTimeFormat(spoken(), { ...how, timeZone: "UTC" }).format(day);
}

/// "juni 2026"
export function month_words(month: string): string {
  return month === all_months ? t("all months") : formatted(month, { month: "long", year: "numeric" });
}

/// "jun 26"
export function short_month(month: string): string {
  return formatted(month, { month: "short", year: "2-digit" }).replace(".", "");
}
