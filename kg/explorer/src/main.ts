// Starts the page.
import { App } from "./app";
import type { Payload } from "./data";

const source = document.getElementById("data");
const root = document.getElementById("app");
if (source && root) new App(JSON.parse(source.textContent ?? "") as Payload, root);
