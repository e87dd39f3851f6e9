// Makes src/schema.ts and src/operations.ts from the committed API document; `npm run generate`.
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const HEADER = "// Made from docs/openapi.json by `make clients`; not to be changed by hand.\n";
const METHODS = ["get", "put", "post", "patch", "delete"];

// Where to: a test asks for them elsewhere, to compare.
const target = process.argv[2] ? pathToFileURL(`${process.argv[2]}/`) : new URL("src/", import.meta.url);
const document = JSON.parse(await readFile(new URL("../../docs/openapi.json", import.meta.url), "utf8"));

const SAID_ELSEWHERE = /^(title|examples?|headers|[45]\d\d)$/;

/** Without what no type says, and without failures, which are all a `Problem`. */
function bare(node, parent) {
  if (Array.isArray(node)) return node.map((element) => bare(element));
  if (node === null || typeof node !== "object") return node;
  const members = Object.entries(node).filter(([name]) => parent === "properties" || !SAID_ELSEWHERE.test(name));
  return Object.fromEntries(members.map(([name, value]) => [name, bare(value, name)]));
}

function operations() {
  const rows = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => {
      const keyed = (item[method].parameters ?? []).some(({ name }) => name === "Idempotency-Key");
      const row = { method: method.toUpperCase(), path, ...(keyed ? { keyed } : {}) };
      return `  ${item[method].operationId}: ${JSON.stringify(row)},\n`;
    }),
  );
  return `${HEADER}
/** Where each operation is, and whether it is done once under an \`Idempotency-Key\`. */
export const OPERATIONS = {
${rows.join("")}} as const satisfies Record<string, { method: string; path: string; keyed?: true }>;
`;
}

const nodes = await openapiTS(bare(document), { defaultNonNullable: false, silent: true });
const wanted = nodes.filter((node) => !["paths", "$defs"].includes(node.name?.text));
await writeFile(new URL("schema.ts", target), `${HEADER}\n${astToString(wanted)}`);
await writeFile(new URL("operations.ts", target), operations());
