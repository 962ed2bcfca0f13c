// Prints the licence of every package that esbuild put into the bundle.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const work = process.argv[2];
const inputs = Object.keys(JSON.parse(readFileSync(join(work, "meta.json"))).inputs);
const names = new Set(inputs.map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean));
const texts = new Map();
for (const name of [...names].sort()) {
  const folder = join(work, "node_modules", name);
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const { version } = JSON.parse(readFileSync(join(folder, "package.json")));
  const text = readFileSync(join(folder, file), "utf8").trim();
  texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
}
console.log("The editor of the query page (kg/server/static/editor.js) is built from these packages.\n");
for (const [text, packages] of texts) console.log(`${packages.join(", ")}\n\n${text}\n`);
