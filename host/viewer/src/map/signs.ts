// SPDX-License-Identifier: Apache-2.0
// Signs, fills and lines of a style class, drawn on a canvas: map and legend use the same.
import type { StyleClass } from "../data/contract";

const pixels_per_mm = 3.78;

export function size_of(one: StyleClass): number {
  return Math.max(6, (one.size_mm || 3) * pixels_per_mm);
}

/// Whether dark text reads better on it than white.
export function is_light(colour = "#000000"): boolean {
  const part = (i: number) => parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16);
  return part(0) * 0.299 + part(1) * 0.587 + part(2) * 0.114 > 140;
}

export function faded(colour: string, opacity: number): string {
  const hex = colour.slice(1, 7);
  const alpha = colour.length === 9 ? parseInt(colour.slice(7), 16) / 255 : 1;
  const part = (i: number) => parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return `rgba(${part(0)},${part(1)},${part(2)},${alpha * opacity})`;
}

function outline(context: CanvasRenderingContext2D, mark: StyleClass["mark"], x: number, y: number, size: number): void {
  const r = size / 2;
  context.beginPath();
  switch (mark) {
    case "diamond":
      context.moveTo(x, y - r * 1.15);
      context.lineTo(x + r * 1.15, y);
      context.lineTo(x, y + r * 1.15);
      context.lineTo(x - r * 1.15, y);
      break;
    case "triangle":
      context.moveTo(x, y - r);
      context.lineTo(x + r, y + r * 0.8);
      context.lineTo(x - r, y + r * 0.8);
      break;
    case "square":
    case "hollow_square":
      context.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7);
      break;
    default:
      context.arc(x, y, r, 0, 2 * Math.PI);
  }
  context.closePath();
}

/// A sign with a white edge, so that it stands off from any ground.
export function draw_sign(context: CanvasRenderingContext2D, one: StyleClass, x: number, y: number, size: number): void {
  context.lineJoin = "round";
  outline(context, one.mark, x, y, size);
  context.lineWidth = 3;
  context.strokeStyle = "#fff";
  context.stroke();
  context.fillStyle = one.mark === "hollow_square" ? "#fff" : one.colour;
  context.fill();
  if (one.mark !== "hollow_square") return;
  context.lineWidth = 1.6;
  context.strokeStyle = one.colour;
  context.stroke();
}

export function hatching(colour: string, scale: number): CanvasPattern | string {
  const canvas = document.createElement("canvas");
  const side = Math.round(7 * scale);
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  if (!context) return colour;
  context.strokeStyle = colour;
  context.lineWidth = 1.8 * scale;
  for (const shift of [-side, 0, side]) {
    context.beginPath();
    context.moveTo(shift, side);
    context.lineTo(shift + side, 0);
    context.stroke();
  }
  return context.createPattern(canvas, "repeat") ?? colour;
}

/// The swatch of a class in the legend.
export function swatch(one: StyleClass): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const scale = Math.max(1, window.devicePixelRatio);
  const [width, height] = [26, 18];
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.className = "swatch";
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  context.scale(scale, scale);
  if (["area", "hatched", "words"].includes(one.mark)) area_swatch(context, one, width, height, scale);
  else if (one.mark === "line") {
    context.strokeStyle = one.colour;
    context.lineWidth = 2;
    context.strokeRect(-2, height / 2, width + 4, 20);
  } else draw_sign(context, one, width / 2, height / 2, Math.min(14, size_of(one)));
  return canvas;
}

function area_swatch(context: CanvasRenderingContext2D, one: StyleClass, width: number, height: number, scale: number): void {
  context.beginPath();
  context.roundRect?.(0.5, 0.5, width - 1, height - 1, 3);
  const colour = faded(one.colour, one.opacity ?? 1);
  if (one.mark === "hatched") context.fillStyle = hatching(colour, scale);
  else context.fillStyle = colour;
  context.fill();
  const rim = one.rim && one.rim_mm ? one.rim : null;
  context.strokeStyle = rim ?? "rgba(30,40,50,.25)";
  context.lineWidth = rim ? 1.6 : 1;
  context.stroke();
}
