// Beside the tickets: what is still to be made, what is ready, whose station it is.

import { timeOfDay } from "./clock.js";
import { collect, service } from "./context.js";
import { button, byId, element, makeList, span, write } from "./dom.js";
import { allDay, isLive, isReady } from "./tickets.js";
import { amount, pieces, what } from "./wording.js";

export function allDayPanel() {
  const list = makeList(byId("all-day-list"), ({ key }) => key, countView);
  return (tickets) => {
    const counts = allDay(tickets);
    list.show(counts);
    byId("all-day-none").hidden = counts.length > 0;
  };
}

function countView() {
  const quantity = span("quantity");
  const name = span("name");
  const extras = element("ul");
  const list = makeList(extras, ({ key }) => key, extraView);
  return {
    node: element("li", {}, quantity, " ", name, extras),
    show(count) {
      write(quantity, amount(count));
      write(name, count.name);
      list.show(count.extras);
    },
  };
}

function extraView() {
  const node = element("li");
  return { node, show: (extra) => write(node, `${extra.quantity} × ${what(extra)}`) };
}

/** `act(name, ticket)` does "recall" or "handOut". */
export function readyPanel(act) {
  const list = makeList(byId("ready-list"), ({ orderId }) => orderId, (ticket) => readyView(ticket, act));
  return (tickets) => {
    const ready = tickets.filter(isReady).reverse();
    list.show(ready);
    byId("ready-none").hidden = ready.length > 0;
    write(byId("ready-count"), String(ready.length));
  };
}

function readyView({ displayId, channel, customerName, items, station, ...ticket }, act) {
  let shown = null;
  const recall = button("recall", "Recall", () => act("recall", shown));
  const handOut = button("hand-out", "Picked up", () => act("handOut", shown));
  recall.setAttribute("aria-label", `Recall ${displayId}`);
  handOut.setAttribute("aria-label", `Picked up ${displayId}`);
  handOut.hidden = station !== null; // a station has but a share of the order
  const count = pieces(items.filter(isLive));
  const about = [customerName, service(ticket), channel, `${count} ${count === 1 ? "item" : "items"}`];
  const due = span("due");
  return {
    node: element(
      "li",
      {},
      element("strong", {}, displayId),
      " ",
      span("about", about.filter(Boolean).join(" · ")),
      " ",
      due,
      element("div", { className: "buttons" }, recall, handOut),
    ),
    show(next) {
      shown = next;
      write(due, collect(next));
    },
  };
}

/** `choose(station)` is called with a name, or null for all of them. */
export function stationFilter(choose) {
  let names = [null];
  let chosen = null;
  let inSight = "";
  const list = makeList(byId("stations"), (name) => name || "", (name) => {
    const node = button("station", name || "All", () => choose(name));
    return { node, show: () => node.setAttribute("aria-pressed", String(name === chosen)) };
  });

  /** Where not all have room, the chosen one has. */
  function bringIntoSight() {
    const what = JSON.stringify([names, chosen]);
    if (what === inSight) return;
    inSight = what;
    const { node } = list.views()[names.indexOf(chosen)];
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  return {
    /** `stations` is null where they aren't known yet; an order may come for one that is new. */
    show(stations, station, tickets = []) {
      const told = stations ? stations.map((one) => one.station) : names.slice(1);
      const needed = tickets.flatMap(({ items }) => items.map((item) => item.station));
      const known = new Set([...told, ...needed, station].filter(Boolean));
      names = [null, ...[...known].sort()];
      chosen = station;
      list.show(names);
      bringIntoSight();
    },
    next: () => choose(names[(names.indexOf(chosen) + 1) % names.length]),
  };
}

/** "9 open · 3 later, next 18:20". */
export function summary(open, { count, nextReleaseAt }) {
  const later = count > 0 ? ` · ${count} later, next ${timeOfDay(nextReleaseAt)}` : "";
  return `${open.length} open${later}`;
}
