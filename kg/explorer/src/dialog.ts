// A text that people take with them, in a box, copied if the browser lets us.
import { el, line } from "./dom";
import { action } from "./pieces";
import type { Say, Word } from "./strings";

export function dialog(say: Say, title: Word, text: string): HTMLDialogElement {
  const area = el("textarea", { readonly: true, spellcheck: "false", "aria-label": say(title), rows: "9" });
  area.value = text;
  const status = el("span", { class: "count", role: "status" });
  const box = el(
    "dialog",
    { "aria-label": say(title) },
    el("div", { class: "top" }, el("h2", {}, say(title)), el("button", { type: "button", class: "shut", "aria-label": say("close"), title: say("close"), click: () => box.close() }, line("close"))),
    area,
    el("div", { class: "actions" }, action(say("copy"), () => void put(), { picture: "save" }), status),
  );
  const put = async (): Promise<void> => {
    area.select();
    status.textContent = say((await written(text)) ? "copied" : "copyByHand");
  };
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  void put();
  return box;
}

async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return document.execCommand("copy");
    throw error;
  }
}
