// What a page's address says: parameters that the page doesn't know are named, and who names no location is offered those known.

import { ask, query } from "./api.js";
import { byId, element } from "./dom.js";
import { isUnknown, paired } from "./pairing.js";

const MOST = 100;

/** By name, of those that the page knows. */
export function readAddress(known) {
  const given = Object.fromEntries(new URLSearchParams(window.location.search));
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  const rest = `which this page doesn’t know. Known: ${known.join(", ")}.`;
  if (unknown.length > 0) tell("misread", `The address says ${quoted(unknown)}, ${rest}`);
  return given;
}

/**
 * Answers whether the page is to open without a location in its address, as it does where there is but `main` or
 * nothing yet. Else it offers those known.
 */
export async function opensWithoutLocation(given) {
  const known = await locationsKnown();
  const names = known.map(({ id }) => id);
  if (names.every((name) => name === "main")) return true;
  const links = names.flatMap((name) => [" ", element("a", { href: `?${query({ ...given, locationId: name })}` }, name)]);
  byId("connection").hidden = true;
  tell("no-location", "Which location?", ...links);
  return false;
}

async function locationsKnown() {
  for (;;) {
    try {
      return (await ask(`/api/locations?${query({ limit: MOST })}`)).items;
    } catch (error) {
      if (!isUnknown(error)) return [];
      await paired(error).catch(() => {});
    }
  }
}

function quoted(names) {
  return names.map((name) => `“${name}”`).join(", ");
}

/** All that is to be said stands in one place. */
function tell(id, ...text) {
  if (!byId("misled")) document.querySelector("main").before(element("div", { id: "misled" }));
  byId("misled").append(element("p", { id, role: "status" }, ...text));
}
