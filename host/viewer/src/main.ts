// SPDX-License-Identifier: Apache-2.0
import { layers_here } from "./app";
import { MissingFile, read_json, read_table } from "./data/files";
import type { Plan, Plans } from "./data/contract";
import { places_of } from "./data/places";
import { h } from "./dom";
import { Session } from "./live/session";
import { build_page } from "./page";
import { filter_at_first, read_hash, shown_at_first, type State } from "./state";
import { speak, t } from "./words";
import "./style/app.css";

export async function load_plan(id: string): Promise<Pick<State, "plan" | "places">> {
  const plan = await read_json<Plan>(`${id}/plan.json`);
  return { plan, places: places_of(await read_table(`${id}/${plan.places_file}`)) };
}

async function first_state(): Promise<State> {
  const plans = await read_json<Plans>("plans.json");
  const hash = read_hash(location.hash);
  const known = (id: string | undefined) => plans.plans.find((one) => one.id === id)?.id;
  const language = hash.language ?? plans.lang;
  speak(language);
  const { plan, places } = await load_plan(known(hash.plan) ?? plans.plans[0].id);
  const layers = shown_at_first(layers_here(plan));
  if (hash.layers)
    for (const id of Object.keys(layers)) layers[id] = hash.layers[id] ?? { ...layers[id], visible: false };
  return {
    plans, plan, places, layers, language,
    other: known(hash.other) ?? null,
    selected: places.some((place) => place.candidate === hash.selected) ? (hash.selected as string) : null,
    filter: filter_at_first,
    query: "",
    follow: true,
    extent: plan.extent,
    view: hash.view ?? null,
    online: false,
  };
}

async function start(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) return;
  try {
    const state = await first_state();
    build_page(root, state, await Session.find(state.plans.live === true), load_plan);
  } catch (error) {
    const words = error instanceof MissingFile ? t("{file} is missing beside this page; publish the plan again.", { file: error.message }) : String(error);
    root.replaceChildren(h("p", { class: "failed", role: "alert" }, words));
  }
}

void start();
