// Where nobody has heard of the location or the station in the address: says so, and leads to those that are known.

import { query } from "./api.js";
import { byId, element } from "./dom.js";

let shown = "";

/** `answer` is of tickets or of a board; `settings` are what stands in the page's address. */
export function showUnheard(answer, settings) {
  const { kind, name, key, known } = missing(answer, settings);
  byId("unheard").hidden = !kind;
  const what = JSON.stringify([kind, name, known]);
  if (!kind || what === shown) return;
  shown = what;
  const links = known.flatMap((one) => [" ", link({ ...settings, [key]: one }, one)]);
  const offered = known.length > 0 ? [" Known:", ...links] : [];
  byId("unheard").replaceChildren(`Nobody has heard of the ${kind} “${name}” yet.`, ...offered);
}

function missing({ known, knownLocations, stationKnown, knownStations }, { locationId, station }) {
  if (known === false) {
    return { kind: "location", name: locationId, key: "locationId", known: knownLocations };
  }
  if (station && stationKnown === false) {
    return { kind: "station", name: station, key: "station", known: knownStations };
  }
  return {};
}

function link(settings, text) {
  return element("a", { href: `?${query(settings)}` }, text);
}
