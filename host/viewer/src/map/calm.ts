// SPDX-License-Identifier: Apache-2.0
/// Whether the reader asked for little motion.
export function calm(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
