// Builds bundle.js and bundle.css, and LICENSES.md from the packages that went in.
// node build.mjs [folder to write to; default: this one]
import { readFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? here;

const result = await build({
  absWorkingDir: here,
  entryPoints: { bundle: "src/main.ts", style: "src/style.css" },
  outdir: "out",
  bundle: true,
  write: false,
  metafile: true,
  minify: true,
  format: "iife",
  target: ["es2020", "chrome100", "firefox100", "safari15.4"],
  charset: "utf8",
  legalComments: "none", // the banner below carries every licence
  logLevel: "warning",
});

// node_modules/name/… or node_modules/@scope/name/…
const PACKAGE = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const names = new Set();
for (const output of Object.values(result.metafile.outputs)) {
  for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
    const match = PACKAGE.exec(path);
    if (match && bytesInOutput > 0) names.add(match[1]);
  }
}

const parts = [];
for (const name of [...names].sort()) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const files = ["LICENSE.txt", "LICENSE", "LICENSE.md"];
  const texts = await Promise.all(files.map((f) => readFile(join(folder, f), "utf8").catch(() => "")));
  const text = texts.find(Boolean);
  if (!text) throw new Error(`${name}: no licence file`);
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  parts.push({
    name,
    version,
    license,
    text: lines
      .map((line) => line.trimEnd())
      .join("\n")
      .trim(),
  });
}

const own = "zhengtu explorer. Apache-2.0. Built from kg/explorer/src by build.mjs; do not edit.";
const banner = [
  own,
  "It contains these packages:",
  ...parts.map((part) => `\n${part.name} ${part.version} (${part.license})\n\n${part.text}`),
].join("\n");
const licences = [
  "# Licences of the parts of `bundle.js`",
  "Our own part is under the licence of this repository (Apache-2.0). Written by `build.mjs`.",
  ...parts.map(
    (part) => `## ${part.name} ${part.version} (${part.license})\n\n\`\`\`text\n${part.text}\n\`\`\``,
  ),
].join("\n\n");

const text = (suffix) => result.outputFiles.find((file) => file.path.endsWith(suffix)).text.trim();
await mkdir(out, { recursive: true });
await writeFile(join(out, "bundle.js"), `/*!\n${banner.replaceAll("*/", "* /")}\n*/\n${text("bundle.js")}\n`);
await writeFile(join(out, "bundle.css"), `${text("style.css")}\n`);
await writeFile(join(out, "LICENSES.md"), `${licences}\n`);
