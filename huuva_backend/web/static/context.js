// What a ticket says beside its lines: who eats it and where, where it comes from, what to collect.

import { when } from "./clock.js";

const TYPES = {
  DELIVERY: "Delivery",
  PICKUP: "Pick-up",
  DINE_IN: "Dine-in",
  CURBSIDE: "Curbside",
  DRIVE_THRU: "Drive-through",
};

/** "Dine-in · table 12 · 4 covers · Aino". */
export function service({ orderType, table, covers, server }) {
  const parts = [
    TYPES[orderType] || orderType,
    table && `table ${table}`,
    covers && `${covers} ${covers === 1 ? "cover" : "covers"}`,
    server && `by ${server}`,
  ];
  return parts.filter(Boolean).join(" · ");
}

/** "wolt · huuva-pizza · 18:30", with the day where that isn't today's. */
export function source({ channel, brandId, asap, dueAt }, now) {
  return `${channel} · ${brandId} · ${asap ? "asap" : when(dueAt, now)}`;
}

const SAID = { ORDERED: "waiting", PREPARING: "preparing", READY: "ready" };

/** "also at fryer: preparing · bar: waiting"; of what is ready everywhere nothing. */
export function elsewhere({ station, elsewhere: others }) {
  const at = others.filter((one) => station !== null && one.station !== null);
  if (at.length === 0) return "";
  return `also at ${at.map((one) => `${one.station}: ${SAID[one.status]}`).join(" · ")}`;
}

/** "Collect €21.50"; empty where nothing is to collect. */
export function collect({ toCollect }) {
  return toCollect ? `Collect ${money(toCollect)}` : "";
}

function money({ amount, currency }) {
  const format = new Intl.NumberFormat("en-GB", { style: "currency", currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}
