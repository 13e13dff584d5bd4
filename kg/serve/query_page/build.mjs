// Builds query.js and query.css, and LICENSES.md from the packages that went in.
// node build.mjs [folder to write to; default: this one]
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? here;

const result = await build({
  absWorkingDir: here,
  entryPoints: { query: "src/main.ts", style: "src/style.css" },
  outdir: "out",
  bundle: true,
  write: false,
  minify: true,
  format: "iife",
  target: ["es2022", "chrome100", "firefox100", "safari15.4"],
  charset: "utf8",
  legalComments: "none", // the banner below carries every licence
  logLevel: "warning",
});

// YASGUI comes with its dependencies already inside, so every package that is not for development
// only is named, whether all of it went in or a part.
const { packages } = JSON.parse(await readFile(join(here, "package-lock.json"), "utf8"));
// For packages that name their licence and do not bring its text.
const mit = await readFile(join(here, "node_modules/n3/LICENSE.md"), "utf8");
const TEXTS = {
  MIT: mit.slice(mit.indexOf("Permission is hereby granted")),
  "CC0-1.0": "Dedicated to the public domain: https://creativecommons.org/publicdomain/zero/1.0/",
};
const parts = [];
for (const [path, { version, dev, optional }] of Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1))) {
  if (!path || dev || optional) continue;
  const folder = join(here, path);
  const { name, license = "MIT", author } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const files = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "LICENCE", "License.txt", "license.txt", "LICENSE-MIT.txt"];
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8").catch(() => "")));
  const own = TEXTS[license] && `Copyright (c) ${author?.name ?? author}\n\n${TEXTS[license]}`;
  const text = texts.find(Boolean) ?? own;
  if (!text) throw new Error(`${name}: no licence text`);
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  parts.push({ name, version, license, text: lines.map((line) => line.trimEnd()).join("\n").trim() });
}

const list = parts.map(({ name, version, license }) => `${name} ${version} (${license})`);
const banner = [
  "zhengtu query page. Apache-2.0. Built from kg/serve/query_page/src by build.mjs; do not edit.",
  "It contains these packages:",
  ...parts.map(({ text }, index) => `\n${list[index]}\n\n${text}`),
].join("\n");
const licences = [
  "# Licences of the parts of `query.js` and `query.css`",
  "Our own part is under the licence of this repository (Apache-2.0). Written by `build.mjs`.",
  ...parts.map(({ text }, index) => `## ${list[index]}\n\n\`\`\`text\n${text}\n\`\`\``),
].join("\n\n");

const text = (suffix) => result.outputFiles.find((file) => file.path.endsWith(suffix)).text.trim();
await mkdir(out, { recursive: true });
await writeFile(join(out, "query.js"), `/*!\n${banner.replaceAll("*/", "* /")}\n*/\n${text("query.js")}\n`);
await writeFile(join(out, "query.css"), `${text("style.css")}\n`);
await writeFile(join(out, "LICENSES.md"), `${licences}\n`);
