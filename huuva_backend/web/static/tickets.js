// What a display knows: the tickets as the server says, with its own bumps on top until they are there too.

import { counted, isDue, isToBeMade } from "./courses.js";

const DONE = new Set(["READY", "CANCELLED"]);

const MOST_LEFT = 100;

export const THRESHOLDS = { warnSeconds: 300, lateSeconds: 0 };

export function makeTickets() {
  let known = new Map();
  const left = new Map();
  const actions = new Set();

  const of = (orderId) => [...actions].filter((action) => action.orderId === orderId);

  function shown(ticket) {
    const done = of(ticket.orderId).filter(({ lines }) => lines.size > 0);
    if (done.length === 0) return ticket;
    const items = ticket.items.map((item) => done.reduce(moved, item));
    return { ...ticket, items, status: standing(ticket, items, done), waits: done.some(({ waits }) => waits) };
  }

  /** Of `ids`, those that aren't among the tickets have left the board. */
  function replace(ids, tickets) {
    ids.forEach((id) => known.delete(id));
    tickets.forEach((ticket) => known.set(ticket.orderId, ticket));
  }

  return {
    /** As the server says. */
    known: (orderId) => known.get(orderId),

    get: (orderId) => known.has(orderId) ? shown(known.get(orderId)) : null,

    /** As it was seen last before it left the board while there was something to make. */
    left: (orderId) => left.get(orderId),

    /** As they should be seen now, by their start. */
    all: () =>
      [...known.values()]
        .filter(({ orderId }) => !of(orderId).some((action) => action.gone))
        .map(shown)
        .sort(byStart),

    /** An action's `lines` say where lines stand from now on, `gone` that the ticket leaves. */
    add: (action) => actions.add(action),

    /** By an action of our own. */
    leaves: (orderId) => of(orderId).some((action) => action.gone),

    /** Whether we act on it ourselves. */
    isOurs: (orderId) => of(orderId).length > 0,

    drop: (action) => actions.delete(action),

    /** What the server has done: a question asked from now on has it in its answer. */
    acknowledged: () => [...actions].filter((action) => action.acknowledged),

    /** The server's tickets, all or only of `ids`, and which actions are in them already. */
    take(tickets, ids, acknowledged) {
      const before = [...known.values()];
      if (ids) replace(ids, tickets);
      else known = new Map(tickets.map((ticket) => [ticket.orderId, ticket]));
      acknowledged
        .filter(({ orderId }) => !ids || ids.includes(orderId))
        .forEach((action) => actions.delete(action));
      const gone = before.filter((ticket) => isShown(ticket) && !known.has(ticket.orderId));
      gone.forEach((ticket) => left.set(ticket.orderId, ticket));
      [...left.keys()].slice(0, -MOST_LEFT).forEach((orderId) => left.delete(orderId));
    },
  };
}

export function isLive(item) {
  return item.status !== "CANCELLED";
}

export function isReady(ticket) {
  return ticket.status === "READY";
}

/** All of the order is made, and it waits at the pass until somebody completes it there. */
export function isToPack({ station, passRequired, status, items }) {
  const made = counted(items);
  const done = made.length > 0 && made.every((item) => item.status === "READY");
  return passRequired && station === null && status === "PREPARING" && done;
}

/** Something is left to be made. */
export function isOpen(ticket) {
  return !DONE.has(ticket.status);
}

/** Something is left to be made, or to be answered. */
export function isShown(ticket) {
  return isOpen(ticket) || Boolean(ticket.cancellationRequest);
}

export function isStarted(ticket) {
  return ticket.status === "PREPARING";
}

/** To its start; begun, to its pick-up. */
export function timeLeft(ticket, now) {
  return Date.parse(isStarted(ticket) ? ticket.dueAt : ticket.startBy) - now;
}

/** As the server computes it, a moment later. */
export function lateness(ticket, { warnSeconds, lateSeconds }, now) {
  const remaining = timeLeft(ticket, now) / 1000 + (ticket.asap ? warnSeconds : 0);
  if (!isOpen(ticket) || !(isDue(ticket) || isToPack(ticket))) return "on_time";
  if (remaining <= -lateSeconds) return "late";
  return remaining <= warnSeconds ? "warn" : "on_time";
}

/** What is still to be made, most first, as the server counts it. */
export function allDay(tickets) {
  const products = new Map();
  for (const ticket of tickets.filter(({ early }) => !early)) {
    for (const item of ticket.items.filter(isToBeMade)) {
      const key = JSON.stringify([item.name, item.plu, item.unit || "", ticket.brandId]);
      const product = count(products, key, item, item.quantity);
      countExtras(product.extras, item.modifiers, item.quantity);
    }
  }
  return mostFirst(products).map((product) => ({ ...product, extras: mostFirst(product.extras) }));
}

/** Those of modifiers for each of what they go with. */
function countExtras(extras, modifiers, each) {
  for (const extra of modifiers) {
    const { name, plu, action, portion } = extra;
    const together = exact(each * extra.quantity);
    count(extras, JSON.stringify([name || "", plu || "", action, portion]), extra, together);
    countExtras(extras, extra.modifiers, together);
  }
}

function count(counts, key, { plu, name, unit, action, portion }, quantity) {
  const none = { key, plu, name, unit, action, portion, quantity: 0, extras: new Map() };
  const counted = counts.get(key) || none;
  counted.quantity = exact(counted.quantity + quantity);
  counts.set(key, counted);
  return counted;
}

/** Thousandths, as floats add them up wrongly. */
function exact(quantity) {
  return Math.round(quantity * 1000) / 1000;
}

function mostFirst(counts) {
  return [...counts.values()].sort(
    (a, b) => b.quantity - a.quantity || compare(a.name || "", b.name || "") || compare(a.key, b.key),
  );
}

function byStart(a, b) {
  return (
    Date.parse(a.startBy) - Date.parse(b.startBy) ||
    Date.parse(a.createdAt) - Date.parse(b.createdAt) ||
    compare(a.orderId, b.orderId)
  );
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}

function moved(item, { lines }) {
  const status = lines.get(item.line);
  return status && isLive(item) ? { ...item, status } : item;
}

/** At the pass no line makes an order ready. */
function standing(ticket, items, actions) {
  const status = statusOf(items);
  const byHand = ticket.passRequired && ticket.station === null && ticket.orderStatus !== "READY";
  const packed = actions.some(({ verb }) => verb === "packed");
  return status === "READY" && byHand && !packed ? "PREPARING" : status;
}

function statusOf(items) {
  const live = new Set(counted(items).map((item) => item.status));
  if (live.size === 0) return "CANCELLED";
  return live.size === 1 ? [...live][0] : "PREPARING";
}
