// SPDX-License-Identifier: Apache-2.0
import { has_file, MissingFile, read_json } from "../data/files";
import type { Plan, Plans } from "../data/contract";
import { h } from "../dom";
import { speak, t } from "../words";
import { ChanceCells } from "./cells";
import { raster_of, type Facts } from "./contract";
import { build_chance_page } from "./page";
import { now_in, read_asked } from "./state";
import "../style/laadkans.css";

async function start(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) return;
  try {
    const plans = await read_json<Plans>("plans.json");
    speak(plans.lang);
    const id = plans.chance ?? "";
    const [plan, facts] = await Promise.all([read_json<Plan>(`${id}/plan.json`), read_json<Facts>(`${id}/chance.json`)]);
    if (!has_file(`${id}/${raster_of("weekday", 0)}`)) return root.replaceChildren(needs_a_server());
    const asked = read_asked(location.hash, { at: null, ...now_in(facts.time_zone, new Date()), language: plans.lang });
    build_chance_page(root, { plans, plan, facts, cells: new ChanceCells(id) }, asked);
  } catch (error) {
    const words = error instanceof MissingFile ? t("{file} is missing beside this page; publish the plan again.", { file: error.message }) : String(error);
    root.replaceChildren(h("p", { class: "failed", role: "alert" }, words));
  }
}

/// The maps of a large region do not fit into a page that opens by double-click.
function needs_a_server(): HTMLElement {
  return h("p", { class: "failed", role: "alert" }, t("The maps of this region are too large for one file. Put the whole folder on a web server and open "), h("a", { href: "laadkans/" }, "laadkans/"), ".");
}

void start();
