// How kitchens stand: a tile for each location, and a smaller one for each of its stations.

import { query } from "./api.js";
import { element, makeList, rewriting } from "./dom.js";

const FIGURES = [
  ["open", "Open"],
  ["late", "Late"],
  ["oldestSeconds", "Oldest"],
  ["ready", "Ready"],
  ["heldNextHour", "Next hour"],
  ["snoozed", "86’d"],
  ["displays", "Displays"],
];

export function makeLocations(parent) {
  return makeList(parent, ({ id }) => id, locationView);
}

function locationView({ id }) {
  const tile = tileView("h3", { locationId: id });
  const stations = element("ul", { className: "stations" });
  const list = makeList(stations, ({ station }) => station, ({ station }) => stationView(id, station));
  const node = element("li", {}, tile.node, stations);
  return {
    node,
    show(location) {
      tile.show(location.name, location);
      list.show(location.stations);
    },
  };
}

function stationView(locationId, station) {
  const tile = tileView("h4", { locationId, station });
  return { node: element("li", {}, tile.node), show: (told) => tile.show(told.station, told) };
}

function tileView(heading, settings) {
  const link = element("a", { href: `/kitchen?${query(settings)}` });
  const figures = element("dl");
  const node = element("article", { className: "tile" }, element(heading, {}, link), figures);
  const write = rewriting(figures, JSON.stringify, (told) => FIGURES.filter(isKnown(told)).map((one) => figureOf(one, told)));
  return {
    node,
    show(name, told) {
      link.textContent = name;
      node.setAttribute("aria-label", name);
      node.dataset.state = told.late > 0 ? "late" : "calm";
      write(told);
    },
  };
}

/** Displays without keys aren't known, so that there is nothing to say of them. */
function isKnown(told) {
  return ([field]) => field !== "displays" || told.displays !== null;
}

function figureOf([field, heading], told) {
  const isBad = (field === "late" && told.late > 0) || (field === "displays" && told.displays === 0);
  const value = field === "oldestSeconds" ? minutes(told[field]) : shown(told[field]);
  return element(
    "div",
    { className: isBad ? "bad" : "", "data-figure": field },
    element("dt", {}, heading),
    element("dd", {}, value),
  );
}

function shown(value) {
  return value === null ? "–" : String(value);
}

function minutes(seconds) {
  return seconds === null ? "–" : `${Math.floor(seconds / 60)} min`;
}
