// Starts the page, and says when it is drawn: data-ready holds the milliseconds since the address was opened.
import { App } from "./app";
import type { Payload } from "./data";

const source = document.getElementById("data");
const root = document.getElementById("app");
if (source && root) {
  new App(JSON.parse(source.textContent ?? "") as Payload, root);
  requestAnimationFrame(() => (document.documentElement.dataset["ready"] = performance.now().toFixed(0)));
}
