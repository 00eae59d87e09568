// SPDX-License-Identifier: Apache-2.0
// The ranked places, drawn by hand: numbers where there is room for them, best ranks first; dots for the rest.
import Layer from "ol/layer/Layer.js";
import type { FrameState } from "ol/Map.js";
import type { StyleClass } from "../data/contract";
import type { Place } from "../data/places";
import { h } from "../dom";
import { draw_sign, is_light } from "./signs";

const badge_px = 25;
const dot_px = 8;
const finger_px = 16;
const most_sprites = 1500;
const margin_px = 256; // drawn around the map, so that dragging draws nothing

interface Drawn {
  place: Place;
  x: number; // in CSS pixels of the map as it was drawn
  y: number;
  badge: boolean;
}

/// What is on the canvas: it is moved, not drawn again, while one drags within its margin.
interface Picture {
  drawn: Drawn[];
  center: number[];
  resolution: number;
  size: number[];
  ratio: number;
}

export class PlacesLayer extends Layer {
  places: Place[] = [];
  selected: string | null = null;
  hovered: string | null = null;
  private readonly canvas = h("canvas");
  private readonly rings = { selected: h("span", { class: "ring selected" }), hovered: h("span", { class: "ring" }) };
  private readonly element: HTMLElement;
  private readonly sprites = new Map<string, HTMLCanvasElement>();
  private picture: Picture | null = null;
  private moved = [0, 0];
  private spread: { resolution: number; places: Place[]; numbered: Set<Place> } | null = null;

  constructor(private readonly classes: StyleClass[], side: string) {
    super({});
    this.element = h("div", { class: `places ${side}` }, this.canvas, this.rings.hovered, this.rings.selected);
  }

  show(places: Place[]): void {
    this.places = places;
    this.picture = null;
    this.changed();
  }

  mark(selected: string | null, hovered: string | null): void {
    if (this.selected === selected && this.hovered === hovered) return;
    if (this.selected !== selected) this.picture = null; // it gets its number
    this.selected = selected;
    this.hovered = hovered;
    this.changed();
  }

  /// The place under the pointer, the nearest of those within a finger's width.
  at(pixel: number[]): Place | null {
    let best: Place | null = null;
    let nearest = finger_px * finger_px;
    for (const one of this.picture?.drawn ?? []) {
      const far = (one.x + this.moved[0] - pixel[0]) ** 2 + (one.y + this.moved[1] - pixel[1]) ** 2;
      if (far < nearest) [best, nearest] = [one.place, far];
    }
    return best;
  }

  override render(frame: FrameState): HTMLElement {
    const { center, resolution } = frame.viewState;
    const offset = (from: number[]) => [(from[0] - center[0]) / resolution, (center[1] - from[1]) / resolution];
    const old = this.picture;
    const fits = old && old.resolution === resolution && old.ratio === frame.pixelRatio && String(old.size) === String(frame.size) && offset(old.center).every((px) => Math.abs(px) < margin_px);
    if (!fits) this.picture = this.paint(frame);
    this.moved = offset((this.picture as Picture).center).map((px) => Math.round(px * frame.pixelRatio) / frame.pixelRatio);
    this.canvas.style.transform = `translate(${this.moved[0]}px, ${this.moved[1]}px)`;
    this.element.style.opacity = String(this.getOpacity());
    this.put_ring(this.rings.selected, this.selected);
    this.put_ring(this.rings.hovered, this.hovered === this.selected ? null : this.hovered);
    return this.element;
  }

  private paint(frame: FrameState): Picture {
    const { center, resolution } = frame.viewState;
    const ratio = frame.pixelRatio;
    const [width, height] = frame.size.map((px) => px + 2 * margin_px);
    const { canvas } = this;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const drawn = this.arrange(frame);
    const context = canvas.getContext("2d");
    if (context) {
      context.scale(ratio, ratio);
      context.translate(margin_px, margin_px);
      for (let i = drawn.length - 1; i >= 0; --i) this.draw(context, drawn[i], ratio);
    }
    return { drawn, center: [...center], resolution, size: [...frame.size], ratio };
  }

  private put_ring(ring: HTMLElement, candidate: string | null): void {
    const one = candidate === null ? undefined : this.picture?.drawn.find(({ place }) => place.candidate === candidate);
    ring.hidden = one === undefined;
    if (!one) return;
    const side = (one.badge ? badge_px : dot_px) + 8;
    ring.style.width = ring.style.height = `${side}px`;
    ring.style.transform = `translate(${one.x + this.moved[0] - side / 2}px, ${one.y + this.moved[1] - side / 2}px)`;
  }

  /// The places in view. Which of them get their number does not change while one drags.
  private arrange(frame: FrameState): Drawn[] {
    const { center, resolution } = frame.viewState;
    const [width, height] = frame.size;
    const outside = margin_px + badge_px;
    const numbered = this.numbered(resolution);
    const drawn: Drawn[] = [];
    for (const place of this.places) {
      const x = width / 2 + (place.x - center[0]) / resolution;
      const y = height / 2 - (place.y - center[1]) / resolution;
      if (x < -outside || y < -outside || x > width + outside || y > height + outside) continue;
      drawn.push({ place, x, y, badge: numbered.has(place) || place.candidate === this.selected });
    }
    return drawn;
  }

  /// Those whose number covers no better one.
  private numbered(resolution: number): Set<Place> {
    if (this.spread?.resolution === resolution && this.spread.places === this.places) return this.spread.numbered;
    const apart = (badge_px - 2) * resolution;
    const taken = new Map<string, Place[]>();
    const numbered = new Set<Place>();
    for (const place of this.places) {
      const [col, row] = [Math.floor(place.x / apart), Math.floor(place.y / apart)];
      let free = true;
      for (let r = row - 1; free && r <= row + 1; ++r)
        for (let c = col - 1; free && c <= col + 1; ++c)
          free = !taken.get(`${c}/${r}`)?.some((other) => (other.x - place.x) ** 2 + (other.y - place.y) ** 2 < apart * apart);
      if (!free) continue;
      numbered.add(place);
      taken.set(`${col}/${row}`, [...(taken.get(`${col}/${row}`) ?? []), place]);
    }
    this.spread = { resolution, places: this.places, numbered };
    return numbered;
  }

  private draw(context: CanvasRenderingContext2D, one: Drawn, ratio: number): void {
    const sprite = this.sprite(this.class_of(one.place), one.badge ? String(one.place.rank) : "", ratio);
    const side = sprite.width / ratio;
    context.drawImage(sprite, one.x - side / 2, one.y - side / 2, side, side);
  }

  private class_of(place: Place): StyleClass {
    return this.classes.find((one) => one.value === place.status) ?? this.classes[0];
  }

  /// The sign with a number in it, or a small one without.
  private sprite(one: StyleClass, text: string, ratio: number): HTMLCanvasElement {
    const key = `${one.value}/${text}/${ratio}`;
    let canvas = this.sprites.get(key);
    if (canvas) return canvas;
    if (this.sprites.size > most_sprites) this.sprites.clear();
    canvas = document.createElement("canvas");
    const size = text ? badge_px : dot_px;
    canvas.width = canvas.height = Math.ceil((size * 1.3 + 6) * ratio);
    const context = canvas.getContext("2d");
    if (context) {
      context.scale(ratio, ratio);
      const middle = canvas.width / ratio / 2;
      draw_sign(context, one, middle, middle, size);
      context.font = `700 ${text.length > 3 ? 9.5 : text.length > 2 ? 11 : 12.5}px system-ui, sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillStyle = is_light(one.colour) ? "#1b2430" : "#fff";
      context.fillText(text, middle, middle + 0.5);
    }
    this.sprites.set(key, canvas);
    return canvas;
  }
}

export function default_place_classes(): StyleClass[] {
  return [{ value: "", label: "", colour: "#0072b2", mark: "dot", size_mm: 4 }];
}

