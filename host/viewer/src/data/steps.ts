// SPDX-License-Identifier: Apache-2.0
import type { Steps } from "./contract";

/// The points of a line or ring that is kept in steps.
export function points_of(steps: Steps, west = 0, south = 0): number[][] {
  const points: number[][] = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < steps.length; i += 2) points.push([west + (x += steps[i]) / 10, south + (y += steps[i + 1]) / 10]);
  return points;
}
