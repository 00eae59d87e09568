// SPDX-License-Identifier: Apache-2.0
// The page for residents: for or against a space, or a place of one's own. What they say becomes a small file.
import { near_of, place_named, street_of, type App } from "../app";
import type { Place } from "../data/places";
import { announce, button, h, save } from "../dom";
import { t } from "../words";

export type Item = { kind: "react"; place: string; opinion: "for" | "against"; text: string } | { kind: "propose"; x: number; y: number; text: string };

export interface ReactionFile {
  laadraster: "reaction";
  format: 1;
  plan: string;
  region: string;
  made: string;
  items: Item[];
  name?: string;
}

const longest_mail = 1800;

export class Reactions {
  items: Item[] = [];
  name = "";
  retell: (() => void) | null = null; // the list of reactions, when the reason of one changes
  private readonly listeners: (() => void)[] = [];

  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  on(place: string): Extract<Item, { kind: "react" }> | undefined {
    return this.items.find((item): item is Extract<Item, { kind: "react" }> => item.kind === "react" && item.place === place);
  }

  react(place: string, opinion: "for" | "against", text: string): void {
    this.items = [...this.items.filter((item) => item !== this.on(place)), { kind: "react", place, opinion, text }];
    this.changed();
  }

  /// Takes the reason as it is typed; nothing is drawn anew, so that the click that follows still finds its button.
  explain(place: string, text: string): void {
    this.items = this.items.map((item) => (item === this.on(place) ? { ...item, text } : item));
    this.retell?.();
  }

  propose(x: number, y: number, text: string): void {
    this.items = [...this.items, { kind: "propose", x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10, text }];
    this.changed();
  }

  drop(item: Item): void {
    this.items = this.items.filter((one) => one !== item);
    this.changed();
  }

  file(plan: string, region: string): ReactionFile {
    return { laadraster: "reaction", format: 1, plan, region, made: new Date().toISOString(), items: this.items, ...(this.name ? { name: this.name } : {}) };
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

/// What a resident thinks of one space.
export function reaction_part(reactions: Reactions, place: Place): HTMLElement {
  const given = reactions.on(place.candidate);
  const text = h("textarea", { id: "reaction-text", rows: 3, maxlength: 2000, onchange: () => reactions.explain(place.candidate, text.value) });
  text.value = given?.text ?? "";
  const choice = (opinion: "for" | "against", words: string) =>
    h("button", { type: "button", class: `verdict ${opinion === "for" ? "approve" : "reject"}`, "aria-pressed": given?.opinion === opinion ? "true" : "false",
      onclick: () => { reactions.react(place.candidate, opinion, text.value); announce(t("Kept")); } }, words);
  return h("section", { class: "card-part review" }, h("h3", {}, t("What do you think of this space?")),
    h("div", { class: "verdicts", role: "group", "aria-label": t("Your opinion") }, choice("for", t("I am for it")), choice("against", t("I am against it"))),
    h("label", { for: "reaction-text" }, t("Why? (not obliged)")), text);
}

/// All reactions so far, and how to hand them in.
export class ReactionBar {
  readonly element = h("section", { class: "review-bar", "aria-label": t("Your reaction") });

  private saved = ""; // the name of the file that has what is here

  constructor(private readonly app: App, private readonly reactions: Reactions, private readonly mailto: string) {
    reactions.listen(() => {
      this.saved = "";
      this.draw();
    });
    reactions.retell = () => this.draw();
    this.draw();
  }

  private draw(): void {
    const { reactions } = this;
    const name = h("input", { type: "text", id: "by", autocomplete: "name", onchange: () => (reactions.name = name.value) });
    name.value = reactions.name;
    const any = reactions.items.length > 0;
    this.element.replaceChildren(
      h("p", {}, any ? h("strong", {}, t("Your reaction: {n}", { n: reactions.items.length })) : t("Choose a space in the list or on the map and say what you think, or propose another place.")),
      any ? h("ul", { class: "reaction-items" }, ...reactions.items.map((item) => h("li", {}, this.words(item), button(t("Remove"), () => reactions.drop(item), { icon: "close", class: "button quiet small", hide_text: true })))) : "",
      h("div", { class: "buttons" }, button(t("Propose a place"), () => this.pick(), { icon: "plus", class: "button quiet" })),
      any ? h("div", {}, h("label", { for: "by" }, t("Your name (not obliged)")), name,
        h("div", { class: "buttons" }, button(t("Save my reaction"), () => this.save(), { icon: "download" }), this.mailto ? button(t("Send by e-mail"), () => this.mail()) : null),
        h("p", { class: this.saved ? "saved" : "muted small", role: "status" }, this.saved_words())) : "");
  }

  private words(item: Item): string {
    if (item.kind === "propose") return `${t("Proposal")}: ${item.text}`;
    const place = place_named(this.app.store.state, item.place);
    const opinion = item.opinion === "for" ? t("for") : t("against");
    return `${place ? `${place.rank} · ${[street_of(place), near_of(place)].filter(Boolean).join(", ")}` : item.place}: ${opinion}${item.text ? `, “${item.text}”` : ""}`;
  }

  private pick(): void {
    this.app.use_tool({
      words: t("Click on the map where you would like a charging station."),
      click: ([x, y]) => {
        this.app.use_tool(null);
        const text = window.prompt(t("Why there?"), "");
        if (text !== null) this.reactions.propose(x, y, text.slice(0, 2000));
      },
    });
  }

  private text(): string {
    const { plans, plan } = this.app.store.state;
    return JSON.stringify(this.reactions.file(plan.id, plans.region), null, 1);
  }

  private save(): void {
    this.saved = `${t("reaction")}-${this.app.store.state.plans.region.toLowerCase().replace(/\W+/g, "-")}-${new Date().toISOString().slice(0, 10)}.json`;
    save(this.saved, "application/json", this.text());
    this.draw();
  }

  /// What happened to the file, and what is left to do.
  private saved_words(): string {
    if (this.saved) return t("Thank you. Your reaction is saved as {file}, in the folder for downloads. It has not been sent: send this file to your municipality.", { file: this.saved });
    return this.mailto ? t("The file holds only what you wrote here. Nothing is sent until you send it.") : t("The file holds only what you wrote here. Send it to your municipality.");
  }

  private mail(): void {
    const body = this.text();
    if (body.length > longest_mail) {
      this.save();
      window.alert(t("Your reaction is too long for a link. It is saved as a file; add that to the e-mail."));
    }
    const subject = encodeURIComponent(`${t("Reaction")}: ${this.app.store.state.plans.title}`);
    window.location.href = `mailto:${this.mailto}?subject=${subject}${body.length > longest_mail ? "" : `&body=${encodeURIComponent(body)}`}`;
  }
}
