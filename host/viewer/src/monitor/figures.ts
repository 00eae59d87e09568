// SPDX-License-Identifier: Apache-2.0
// What can be shown on the map, ranked and followed by month; and what stands behind each figure.
import { number, said, t, key } from "../words";
import { all_months, type Area, type Monitor } from "./contract";
import type { Use, UseRow } from "./use";
import { month_words } from "./months";

export interface Figure {
  field: string;
  title: string; // English, a key
  unit: "%" | "kWh" | "days" | "";
  decimals: number;
  is_amount: boolean; // larger for a larger area: drawn as circles
  today: boolean; // known of today alone
  count: string; // 0 of these: nothing is known
  about: string; // what it is, a sentence
  args?(monitor: Monitor): number[]; // fill its {}
  beside: string[]; // columns that say what it rests on
  not_by_buurt?: true;
  rests_on(use: Use, row: UseRow): string;
}

const of_sites = ["sites", "sites_known", "evse", "evse_known", "reporting_pct", "days", "site_days", "charging_only_sites"];
const of_sessions = [...of_sites, "session_sites", "session_evse"];
const of_requests = ["requests_user", "requests_data", "requests_placed"];

const share = { unit: "%", decimals: 1, is_amount: false, today: false } as const;
const amount = { unit: "", decimals: 0, is_amount: true, today: false } as const;

const shown = (value: number | null, decimals = 0) => (value === null ? "–" : number(value, decimals));

function sites(use: Use, row: UseRow): string {
  const told = (field: string) => shown(use.value(row, field));
  const reports = use.value(row, "reporting_pct");
  const of_points = reports === null ? "" : t("{share} % of the charge points", { share: number(reports, 1) });
  const charging_only = use.value(row, "charging_only_sites") ?? 0;
  const too_low = charging_only > 0 ? t("of {n} charging alone is known", { n: charging_only }) : "";
  return [t("{known} of {all} sites", { known: told("sites_known"), all: told("sites") }), t("{n} days", { n: told("days") }), of_points, too_low].filter(Boolean).join(" · ");
}

function sessions(use: Use, row: UseRow): string {
  if (use.value(row, "session_sites") === null) return sites(use, row);
  const [known, all] = [use.value(row, "session_evse"), use.value(row, "evse")];
  const of_points = known === null || !all ? "" : t("{share} % of the charge points", { share: number((100 * known) / all, 1) });
  return [t("{known} of {all} sites", { known: shown(use.value(row, "session_sites")), all: shown(use.value(row, "sites")) }), t("{n} days", { n: shown(use.value(row, "days")) }), of_points].filter(Boolean).join(" · ");
}

const parts = (part: string, whole: string, words: (values: { part: string; whole: string }) => string) => (use: Use, row: UseRow) =>
  use.value(row, whole) === null ? "" : words({ part: shown(use.value(row, part)), whole: shown(use.value(row, whole)) });

function placed(use: Use, row: UseRow): string {
  const stations = use.value(row, "requests_placed");
  return stations === null ? "" : t("{n} stations placed on request", { n: stations });
}

function asked(use: Use, row: UseRow): string {
  const by_figures = use.value(row, "requests_data");
  return by_figures === null ? t("from the table of requests") : t("and {n} on figures of use", { n: by_figures });
}

function cars(use: Use, row: UseRow): string {
  const month = use.word(row, "vehicles_month");
  if (use.value(row, "vehicles") === null) return "";
  return t("{cars} cars in {month}, {points} public charge points today", { cars: shown(use.value(row, "vehicles")), month: month_words(month), points: shown(use.value(row, "evse")) });
}

export const figures: Figure[] = [
  { ...share, field: "peak_occupancy_pct", title: key("Occupied in the peak"), count: "sites_known", beside: of_sites, about: key("Minutes in which a car was plugged in, of those available, on weekdays from {} to {} hours."), args: (monitor) => monitor.peak_hours, rests_on: sites },
  { ...share, field: "occupancy_pct", title: key("Occupied"), count: "sites_known", beside: of_sites, about: key("Minutes in which a car was plugged in, of those available, at all hours."), rests_on: sites },
  { ...share, field: "busy_pct", title: key("Busy in the peak"), count: "sites_known", beside: [...of_sites, "peak_evse", "busy_evse"], about: key("Charge points at sites that are occupied more than {} % of the peak."), args: (monitor) => [monitor.busy_percent], rests_on: sites },
  { ...share, field: "pressed_pct", title: key("Under pressure, each site alone"), count: "sites_known", beside: [...of_sites, "peak_evse"], about: key("Charge points at sites that are as occupied in the peak as is allowed for their number, or more."), rests_on: sites },
  { ...amount, unit: "kWh", field: "energy_kwh", title: key("Charged"), count: "sites_known", beside: of_sessions, about: key("Energy of the sessions that are known; of sites that do not report nothing is added."), rests_on: sessions },
  { ...amount, field: "sessions", title: key("Sessions"), count: "sites_known", beside: of_sessions, about: key("Sessions that are known, by the month in which they begin."), rests_on: sessions },
  { ...share, unit: "", decimals: 2, field: "vehicles_per_evse", title: key("Electric cars per charge point"), count: "evse", beside: ["vehicles", "vehicles_month", "evse"], not_by_buurt: true, about: key("Electric cars per public charge point; the target is {} at most."), args: (monitor) => [monitor.vehicles_per_evse_target], rests_on: cars },
  { ...amount, field: "first_seen_evse", title: key("New charge points"), count: "sites_known", beside: of_sites, about: key("The pace of placing: charge points at sites that are known for the first time."), rests_on: sites },
  { ...amount, field: "requests_user", title: key("Requests by people"), count: "", beside: of_requests, about: key("Requests for a charging station that were made in the month."), rests_on: asked },
  { ...amount, field: "requests_placed", title: key("Stations placed on request"), count: "", beside: of_requests, about: key("Stations that were placed in the month."), rests_on: () => t("from the table of requests") },
  { ...share, unit: "days", decimals: 0, field: "lead_days_median", title: key("Lead time, median"), count: "", beside: of_requests, about: key("Days from request to station: half of those placed took no longer."), rests_on: placed },
  { ...share, unit: "days", decimals: 0, field: "lead_days_p90", title: key("Lead time, 90th percentile"), count: "", beside: of_requests, about: key("Days from request to station: nine in ten of those placed took no longer."), rests_on: placed },
  { ...share, today: true, field: "green_squares_pct", title: key("Coverage: squares (nal-dekkend-2024)"), count: "", beside: ["green_squares", "obliged_squares"], not_by_buurt: true, about: key("Coverage (dekkingsgraad) by the national definition: squares of 500 m with a duty that have public charging."), rests_on: parts("green_squares", "obliged_squares", (values) => t("{part} of {whole} squares with a duty", values)) },
  { ...share, today: true, field: "within_300m_pct", title: key("Coverage: on foot"), count: "", beside: ["within_300m", "dwellings"], about: key("Coverage (dekkingsgraad) on foot: dwellings within {} m of public charging."), args: (monitor) => [monitor.served_walk_m], rests_on: parts("within_300m", "dwellings", (values) => t("{part} of {whole} dwellings", values)) },
  { ...share, today: true, field: "no_driveway_300m_pct", title: key("Served without own driveway"), count: "", beside: [], about: key("Dwellings without own driveway within {} m of public charging."), args: (monitor) => [monitor.served_walk_m], rests_on: () => t("of dwellings without own driveway") },
  { ...share, field: "reporting_pct", title: key("Charge points that report"), count: "", beside: of_sites, about: key("Of how many public charge points anything is known: the gap is what operators (CPO's) do not report."), rests_on: parts("evse_known", "evse", (values) => t("{part} of {whole} charge points", values)) },
];

export function figure_of(field: string | undefined): Figure | undefined {
  return figures.find((one) => one.field === field);
}

/// The row that has the figure: those of today stand with all months together.
export function row_of(use: Use, figure: Figure, area: Area, month: string): UseRow | null {
  return use.row(area, figure.today ? all_months : month);
}

/// A figure with its unit; or that it is not known, which is never 0.
export function amount_words(figure: Figure, value: number): string {
  const digits = number(value, figure.decimals);
  return figure.unit === "" ? digits : `${digits}\u00a0${figure.unit === "days" ? t(value === 1 ? "day" : "days") : figure.unit}`;
}

export function absent_words(use: Use, figure: Figure, row: UseRow | null): string {
  if (figure.not_by_buurt && use.word(row, "level") === "buurt") return t("not by buurt");
  return use.is_withheld(row, figure.field, figure.count) ? t("withheld") : t("unknown");
}

export function value_words(use: Use, figure: Figure, row: UseRow | null): string {
  const value = use.value(row, figure.field);
  return value === null ? absent_words(use, figure, row) : amount_words(figure, value);
}

export function about_words(figure: Figure, monitor: Monitor): string {
  return said(figure.about, figure.args?.(monitor));
}

export function title_words(figure: Figure): string {
  return said(figure.title);
}
