// SPDX-License-Identifier: Apache-2.0
// What was counted, in plain words.
import { date, spoken, t, tn } from "../words";
import { is_known, too_little, type Buurt, type Counted, type Day, type Facts, type Price, slot_of } from "./contract";

/// "between 18 and 19": an hour of the clock.
export function hour_words(hour: number): string {
  return t("{from} to {until} hours", { from: hour, until: hour + 1 });
}

export function day_words(day: Day): string {
  return day === "weekday" ? t("On weekdays") : t("At the weekend");
}

/// In a few words, by the classes of the map.
export function headline(chance: number): string {
  if (chance > 90) return t("Nearly always a charge point free");
  if (chance > 75) return t("Mostly a charge point free");
  if (chance > 50) return t("More often free than not");
  if (chance > 25) return t("More often full than not");
  return t("Seldom a charge point free");
}

export interface Place {
  day: Day;
  hour: number;
  code: number;
  walk_m: number | null; // to the nearest public charger
}

/// The answer at a place: a headline, and the whole of it in sentences.
export function answer({ day, hour, code, walk_m }: Place, facts: Facts): { headline: string; sentences: string[] } {
  const when = { day: day_words(day), from: hour, until: hour + 1, m: facts.walk_m };
  if (is_known(code))
    return { headline: headline(code), sentences: [t("{day} between {from} and {until} hours at least one charge point within {m} metres on foot was free here {n} out of 100 times.", { ...when, n: code })] };
  if (code === too_little)
    return { headline: t("Too little data for this hour"), sentences: [t("{day} between {from} and {until} hours fewer than {q} quarter-hours were observed here: too few to say anything.", { ...when, q: facts.least_quarters })] };
  if (walk_m === null || walk_m > facts.walk_m)
    return { headline: t("No public charger within walking distance"), sentences: [t("Within {m} metres on foot there is none.", when), walk_m === null ? "" : t("The nearest one is {far} metres on foot.", { far: Math.round(walk_m / 10) * 10 })].filter(Boolean) };
  return { headline: t("Not known"), sentences: [t("{day} between {from} and {until} hours nothing was observed here. There is a public charger within {m} metres on foot, but no data of when it is free.", when)] };
}

/// Hours as stretches: [[0, 7], [22, 24]].
export function stretches(hours: number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const hour of hours) {
    const last = found.at(-1);
    if (last && last[1] === hour) last[1] = hour + 1;
    else found.push([hour, hour + 1]);
  }
  return found;
}

function stretch_words(hours: number[]): string {
  const all = stretches(hours).map(([from, until]) => `${from}–${until}`);
  return all.length < 2 ? (all[0] ?? "") : t("{some} and {last}", { some: all.slice(0, -1).join(", "), last: all.at(-1) ?? "" });
}

const alike = 5; // of 100: hours that differ by less are told together

/// When one has the most chance and when the least; nothing where no hour is known.
export function best_hours(codes: number[]): string[] {
  const lacking = codes.filter((code) => !is_known(code)).length;
  return [...which_hours(codes), ...(lacking > 0 && lacking < codes.length ? [tn(lacking, "Of {n} of the 24 hours there is too little data.", "Of {n} of the 24 hours there are too little data.", { n: lacking })] : [])];
}

function which_hours(codes: number[]): string[] {
  const known = codes.map((code, hour) => ({ code, hour })).filter(({ code }) => is_known(code));
  if (known.length === 0) return [];
  const most = Math.max(...known.map(({ code }) => code));
  const least = Math.min(...known.map(({ code }) => code));
  const of = (those: typeof known) => stretch_words(those.map(({ hour }) => hour));
  if (most === least) return [t("It makes no difference here at what hour one comes: {most} out of 100 times, at all hours of which enough is known.", { most })];
  if (most - least <= alike) return [t("It makes little difference here at what hour one comes: {least} to {most} out of 100 times, at the hours of which enough is known.", { least, most })];
  const near = Math.min(alike, Math.ceil((most - least) / 2) - 1); // no hour is both
  const best = known.filter(({ code }) => code >= most - near);
  const worst = known.filter(({ code }) => code <= least + near);
  const times = (those: typeof known) => {
    const all = those.map(({ code }) => code);
    const [from, until] = [Math.min(...all), Math.max(...all)];
    return from === until ? t("{n} out of 100 times", { n: from }) : t("{from} to {until} out of 100 times", { from, until });
  };
  return [
    t("Best chance: {hours} hours ({times}).", { hours: of(best), times: times(best) }),
    t("Least chance: {hours} hours ({times}).", { hours: of(worst), times: times(worst) }),
  ];
}

/// What a source that knows charging alone does not see; nothing where there is none.
function unseen(facts: Facts): string[] {
  if (facts.charging_only === "all") return [t("Only whether a car is charging is known. A full car that stays plugged in counts as gone: the real chance is smaller than this page says.")];
  if (facts.charging_only === "some") return [t("Of some chargers only whether a car is charging is known. A full car that stays plugged in counts as gone there: the real chance is smaller.")];
  return [];
}

/// How much stands behind it: what was counted in the buurt at that hour.
export function how_sure(buurt: Buurt | null, counts: Counted[], place: Place, facts: Facts): string[] {
  return [...counted_in(buurt, counts, place, facts), ...unseen(facts)];
}

function counted_in(buurt: Buurt | null, counts: Counted[], { day, hour, code }: Place, facts: Facts): string[] {
  const sentences = is_known(code) ? [t("At this place at least {q} quarter-hours of this hour were observed, on five days or more.", { q: facts.least_quarters })] : [];
  const counted = counts.find(([slot]) => slot === slot_of(day, hour));
  if (!buurt || !counted) return [...sentences, t("Of the chargers of this neighbourhood nothing was observed at this hour.")];
  const [, chance, low, high, sites, quarters, site_days, few] = counted;
  const names = { buurt: buurt.name, sites, quarters, days: site_days };
  sentences.push(tn(sites, "In the neighbourhood {buurt} {sites} charging site was observed at this hour: {quarters} quarter-hours.", "In the neighbourhood {buurt} {sites} charging sites were observed at this hour: {quarters} quarter-hours on {days} days of a site.", names));
  if (chance !== null && low !== null && high !== null)
    sentences.push(t("Who came to one of them and looked no further found a charge point free {n} out of 100 times. As it was not seen every day, it can be anything from {low} to {high} in truth (with 95 % certainty).", { n: Math.round(chance), low: Math.floor(low), high: Math.ceil(high) }));
  else if (few) sentences.push(t("How often those were free is not told of fewer than {k} sites: nobody should be able to work out what happens at a single charger.", { k: facts.k }));
  else sentences.push(t("That is too little for a figure of the neighbourhood."));
  return sentences;
}

function euro(value: number): string {
  const format = new Intl.NumberFormat(spoken(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `€\u00a0${format.format(value)}`;
}

/// What a kWh costs in the buurt.
export function price_words(price: Price | null, buurt: Buurt | null, facts: Facts): string[] {
  if (!price || !buurt) return [facts.prices ? t("Not known yet: no prices are known of this neighbourhood.") : t("Not known yet: the prices of the chargers are not among the data.")];
  const sentences = [
    price.lowest === price.highest
      ? t("In the neighbourhood {buurt} a kWh costs {median} with VAT.", { buurt: buurt.name, median: euro(price.median) })
      : t("In the neighbourhood {buurt} a kWh mostly costs {median} with VAT. The cheapest asks {lowest}, the dearest {highest}.", { buurt: buurt.name, median: euro(price.median), lowest: euro(price.lowest), highest: euro(price.highest) }),
  ];
  if (price.with_other_costs > 0) sentences.push(t("At {n} of the {all} sockets something comes on top: by the minute, by the time one comes, or at other hours.", { n: price.with_other_costs, all: price.connectors }));
  sentences.push(t("Who pays with a charge card pays what that card asks, which may be more or less."));
  return sentences;
}

/// The days that were looked at: the last of those of which there are data.
export function period(facts: Facts): [string, string] {
  const last = new Date(new Date(facts.last).getTime() - 1000); // the moment itself is no longer in it
  const first = new Date(facts.first);
  const from = new Date(Math.max(first.getTime(), last.getTime() - (facts.days - 1) * 86_400_000));
  return [date(from.toISOString(), facts.time_zone), date(last.toISOString(), facts.time_zone)];
}

/// What the figures do not say.
export function what_it_does_not_tell(facts: Facts): string[] {
  const [from, until] = period(facts);
  return [
    t("It was counted from {from} to {until}, not foretold: it says how it was, not how it is now.", { from, until }),
    t("Only charging that happened is in the data. Who found no charge point free and drove on, or never came, is not."),
    ...unseen(facts),
    t("A charger of which nothing was known at a moment counts as not free then."),
    t("Weekdays are Monday to Friday, the weekend Saturday and Sunday; holidays are like other days."),
    t("Only public chargers of which data come in are counted, within {m} metres along streets and paths.", { m: facts.walk_m }),
  ];
}
