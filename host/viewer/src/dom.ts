// SPDX-License-Identifier: Apache-2.0
// Elements, made in one expression. Text is always text: nothing here reads HTML.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

/// Attributes beginning with "on" are listeners; true is an attribute without value, false and null leave it out.
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  set(element, attributes);
  element.append(...(children.flat().filter(Boolean) as (Node | string)[]));
  return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: Node[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, attributes);
  element.append(...children);
  return element;
}

function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

const icons: Record<string, string> = {
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20 20",
  layers: "M12 4 3 9l9 5 9-5-9-5zM4 13.5l8 4.5 8-4.5",
  back: "M14.5 5 8 12l6.5 7",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  home: "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14",
  swipe: "M12 3v18M8 8l-4 4 4 4M16 8l4 4-4 4",
  filter: "M4 6h16M7 12h10M10 18h4",
  undo: "M8 6 4 10l4 4M4 10h10a5 5 0 0 1 0 10h-3",
  move: "M12 4v16M4 12h16M9 7l3-3 3 3M9 17l3 3 3-3M7 9l-3 3 3 3M17 9l3 3-3 3",
  block: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.5 6.5l11 11",
  download: "M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14",
  pencil: "M5 19l1-4L16 5l3 3L9 18l-4 1z",
  check: "M5 12.5 10 17.5 19 7",
  here: "M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM12 2.500v4M12 17.500v4M2.500 12h4M17.500 12h4",
  star: "M12 4l2.5 5.2 5.6.7-4.1 3.9 1 5.7-5-2.8-5 2.8 1-5.7L3.900 9.900l5.600-.7z",
};

export function icon(name: keyof typeof icons | string): SVGElement {
  const path = svg("path", { d: icons[name] ?? "" });
  return svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" }, path);
}

export function button(text: string, press: () => void, options: { icon?: string; class?: string; hide_text?: boolean } = {}) {
  return h(
    "button",
    { type: "button", class: options.class ?? "button", onclick: press, title: options.hide_text ? text : null, "aria-label": options.hide_text ? text : null },
    options.icon ? (icon(options.icon) as unknown as Node) : null,
    options.hide_text ? null : h("span", {}, text),
  );
}

/// Offers a file to save.
export function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/// Says something to those who do not see the screen.
export function announce(text: string): void {
  const live = document.getElementById("announcer");
  if (live) live.textContent = text;
}
