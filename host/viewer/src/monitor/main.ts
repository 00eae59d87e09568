// SPDX-License-Identifier: Apache-2.0
// The page of key figures of use: monitor.html.
import type { Plans } from "../data/contract";
import { has_file, MissingFile, read_json } from "../data/files";
import { h } from "../dom";
import { speak, t } from "../words";
import type { Monitor } from "./contract";
import { MonitorPage, read_state } from "./page";
import { Use } from "./use";
import "./monitor.css";

const loaded = new Map<string, Promise<Use>>();

/// Once: the table is given its words in place.
function load_use(plan: string): Promise<Use> {
  let use = loaded.get(plan);
  if (!use) {
    loaded.set(plan, (use = read_json<Monitor>(`${plan}/monitor.json`).then((monitor) => new Use(monitor))));
    use.catch(() => loaded.delete(plan));
  }
  return use;
}

async function start(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) return;
  try {
    const all = await read_json<Plans>("plans.json");
    const plans = { ...all, plans: all.plans.filter((plan) => plan.monitor && has_file(`${plan.id}/monitor.json`)) };
    const hash = new URLSearchParams(location.hash.replace(/^#/, ""));
    const wanted = hash.get("lang");
    speak(wanted === "nl" || wanted === "en" ? wanted : plans.lang);
    const plan = plans.plans.find((one) => one.id === hash.get("plan")) ?? plans.plans[0];
    const use = await load_use(plan.id);
    new MonitorPage(root, plans, use, read_state(location.hash, use, plan.id), load_use);
  } catch (error) {
    const words = error instanceof MissingFile ? t("{file} is missing beside this page; publish the plan again.", { file: error.message }) : String(error);
    root.replaceChildren(h("p", { class: "failed", role: "alert" }, words));
  }
}

void start();
