// A button that opens a list of things to do.
import { el, line } from "./dom";

export interface Item {
  words: string;
  press(): void;
}

export function menu(label: string, picture: Parameters<typeof line>[0], items: () => Item[]): HTMLElement {
  const list = el("div", { class: "menu", role: "menu", "aria-label": label, hidden: true });
  const button = el("button", { type: "button", title: label, "aria-label": label, "aria-haspopup": "menu", "aria-expanded": "false" }, line(picture));
  const close = (): void => {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
  };
  const all = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const open = (): void => {
    list.replaceChildren(
      ...items().map(({ words, press }) =>
        el("button", { type: "button", role: "menuitem", tabindex: "-1", click: () => { close(); button.focus(); press(); } }, words),
      ),
    );
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    all()[0]?.focus();
  };
  button.addEventListener("click", () => (list.hidden ? open() : close()));
  list.addEventListener("keydown", (event) => {
    const rows = all();
    const here = rows.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      rows[(here + step + rows.length) % rows.length]?.focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
      button.focus();
    }
  });
  const whole = el("div", { class: "popup" }, button, list);
  whole.addEventListener("focusout", (event) => {
    if (!whole.contains(event.relatedTarget as Node | null)) close();
  });
  return whole;
}
