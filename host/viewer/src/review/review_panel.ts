// SPDX-License-Identifier: Apache-2.0
// Reviewing: buttons on the card of a space, and the file that comes of it.
import type { App } from "../app";
import type { Place } from "../data/places";
import { announce, button, h, icon, save } from "../dom";
import { t, tn } from "../words";
import { read_review, review_csv, verdicts, type Verdict } from "./review";

const verdict_icons: Record<Verdict, string> = { approve: "check", reject: "close", prefer: "star", move: "move" };

function verb(verdict: Verdict): string {
  const words: Record<Verdict, string> = { approve: t("Approve"), reject: t("Reject"), prefer: t("Prefer"), move: t("Move") };
  return words[verdict];
}

/// The verdict on one space.
export function review_part(app: App, place: Place): HTMLElement | null {
  const { review } = app;
  if (!review.active) return null;
  const row = review.row(place.candidate);
  const remark = h("textarea", { id: "remark", rows: 2, onchange: () => review.remark(place.candidate, remark.value) });
  remark.value = row?.remark ?? "";
  const press = (verdict: Verdict) => {
    if (row?.verdict === verdict) review.forget(place.candidate);
    else if (verdict === "move") return pick_spot(app, place, remark.value);
    else review.judge(place.candidate, { verdict, remark: remark.value, x: null, y: null });
    announce(t("Kept"));
  };
  const buttons = verdicts.map((verdict) =>
    h("button", { type: "button", class: `verdict ${verdict}`, "aria-pressed": row?.verdict === verdict ? "true" : "false", onclick: () => press(verdict) }, icon(verdict_icons[verdict]) as unknown as Node, verb(verdict)));
  return h("section", { class: "card-part review" }, h("h3", {}, t("Your verdict")), h("div", { class: "verdicts", role: "group", "aria-label": t("Your verdict") }, ...buttons),
    row?.x !== null && row?.x !== undefined ? h("p", { class: "muted small" }, t("To be moved to {x}; {y}.", { x: row.x, y: row.y ?? 0 })) : null,
    h("label", { for: "remark" }, t("Remark")), remark);
}

function pick_spot(app: App, place: Place, remark: string): void {
  app.use_tool({
    words: t("Click on the map where the station should stand; within 50 m of now."),
    click: ([x, y]) => {
      app.review.judge(place.candidate, { verdict: "move", remark, x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 });
      app.use_tool(null);
    },
  });
}

/// How far the review is, and its file.
export class ReviewBar {
  readonly element = h("section", { class: "review-bar", "aria-label": t("Review") });

  constructor(private readonly app: App) {
    app.review.listen(() => this.draw());
    this.draw();
  }

  private draw(): void {
    const { review } = this.app;
    if (!review.active) return this.element.replaceChildren(button(t("Review this plan"), () => review.set_active(true), { icon: "pencil", class: "button quiet" }));
    const focused = (document.activeElement as HTMLElement | null)?.id;
    const by = h("input", { type: "text", id: "by", autocomplete: "name", onchange: () => review.set_by(by.value) });
    by.value = review.by;
    const file = h("input", { type: "file", accept: ".csv,text/csv", id: "review-file", class: "hidden-words", onchange: () => void this.open(file) });
    this.element.replaceChildren(
      h("p", {}, h("strong", {}, t("Review")), " ", tn(review.rows.length, "{n} space judged", "{n} spaces judged", { n: review.rows.length })),
      h("label", { for: "by" }, t("Your name")), by,
      h("div", { class: "buttons" },
        button(t("Save review.csv"), () => save("review.csv", "text/csv", review_csv(review.rows)), { icon: "download" }),
        h("label", { class: "button quiet", for: "review-file" }, t("Open a review.csv"), file),
        button(t("Stop"), () => review.set_active(false), { class: "button quiet" })));
    if (focused === "by") document.getElementById("by")?.focus();
  }

  private async open(file: HTMLInputElement): Promise<void> {
    const text = await file.files?.[0]?.text();
    if (text === undefined) return;
    const { rows, refused } = read_review(text);
    this.app.review.take(rows);
    if (refused > 0) window.alert(tn(refused, "{n} line of this file is no verdict and is left out: each line needs a place and approve, reject, prefer or move.", "{n} lines of this file are no verdict and are left out: each line needs a place and approve, reject, prefer or move.", { n: refused }));
  }
}
