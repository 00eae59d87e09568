// SPDX-License-Identifier: Apache-2.0
// Two plans over each other, with a bar to push: left the plan of the list, right the other one.
import { h } from "../dom";
import { t } from "../words";

export class Swipe {
  readonly element: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly names: [HTMLElement, HTMLElement];

  constructor(private readonly area: HTMLElement) {
    this.slider = h("input", { type: "range", class: "swipe-slider", min: 0, max: 100, step: 0.5, value: 50, "aria-label": t("Position of the bar between the two plans"), oninput: () => this.move() });
    this.names = [h("span", { class: "swipe-name left" }), h("span", { class: "swipe-name right" })];
    const bar = h("div", { class: "swipe-bar", onpointerdown: (event: PointerEvent) => this.drag(event) }, h("span", { class: "swipe-grip", "aria-hidden": "true" }, "◂ ▸"));
    this.element = h("div", { class: "swipe", hidden: true }, ...this.names, bar, this.slider);
    this.move();
  }

  show(left: string | null, right: string | null): void {
    this.element.hidden = right === null;
    this.area.classList.toggle("swiping", right !== null);
    this.names[0].textContent = left ?? "";
    this.names[1].textContent = right ?? "";
  }

  private move(): void {
    this.area.style.setProperty("--swipe", `${this.slider.value}%`);
  }

  private drag(start: PointerEvent): void {
    const bar = start.currentTarget as HTMLElement;
    bar.setPointerCapture(start.pointerId);
    const push = (event: PointerEvent) => {
      const box = this.area.getBoundingClientRect();
      this.slider.value = String((100 * (event.clientX - box.left)) / box.width);
      this.move();
    };
    bar.addEventListener("pointermove", push);
    bar.addEventListener("pointerup", () => bar.removeEventListener("pointermove", push), { once: true });
  }
}
