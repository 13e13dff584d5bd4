// Starts the page, and says when it is drawn.
import { App } from "./app";
import type { Payload } from "./data";
import { joined } from "./halves";
import { markReady, painted } from "./ready";

const root = document.getElementById("app");
const source = document.getElementById("data");
if (source && root) {
  const app = new App(joined(parsed("data"), () => parsed("rest")), root);
  painted(() => {
    markReady();
    app.complete();
  });
}

/** What a script element holds; its text is not kept. */
function parsed(id: string): Payload {
  const element = document.getElementById(id);
  const found = JSON.parse(element?.textContent ?? "") as Payload;
  element?.remove();
  return found;
}
