// What a cook can do with a ticket: what to show at once, and what to ask of the server.
//
// An action's `lines` say where lines stand from now on, its `former` where they stood before.

import { query } from "./api.js";
import { counted, leaves } from "./courses.js";
import { isLive, isToPack } from "./tickets.js";

const RANK = { ORDERED: 1, PREPARING: 2, READY: 3 };
const ORDER_AT = { ORDERED: "RECEIVED", PREPARING: "PREPARING", READY: "READY" };

/** At the pass what is made is packed; what isn't made yet is made first. */
export function bump(ticket) {
  if (isToPack(ticket)) return onOrder(ticket, "READY", unready(ticket), "packed");
  return forward(ticket, "READY", "bumped");
}

export function bumpLine(ticket, item) {
  return onLines(ticket, [[item, "READY"]], "bumped");
}

export function start(ticket) {
  return forward(ticket, "PREPARING", "started");
}

/** Lines go back to where `former` has them; all of them to PREPARING where nobody remembers. */
export function takeBack(ticket, former = null) {
  const live = leaves(ticket.items).filter(isLive);
  const moves = live
    .map((item) => [item, former ? former.get(item.line) : "PREPARING"])
    .filter(([item, status]) => RANK[status] < RANK[item.status]);
  const targets = new Set(moves.map(([, status]) => status));
  const whole = ticket.station === null && moves.length === live.length && targets.size === 1;
  const unpacked = ticket.passRequired && ticket.status !== "READY"; // its lines are done, it isn't
  if (whole && !unpacked) {
    return onOrder(ticket, ORDER_AT[[...targets][0]], moves, "taken back", true);
  }
  return onLines(ticket, moves, "taken back", true);
}

/** The order leaves the kitchen. */
export function handOut(ticket) {
  return { ...onOrder(ticket, "PICKED_UP", [], "handed out"), gone: true };
}

export function fetchBack(ticket) {
  return onOrder(ticket, "READY", [], "taken back", true);
}

/** Lines that are held, from now on to be begun. */
export function fire(ticket, lines) {
  const path = `/api/orders/${ticket.orderId}/fire`;
  return action(ticket, [], "fired", [{ path, method: "POST", body: { lines } }]);
}

/** Says of an order that waits for it that the kitchen takes it. */
export function accept(ticket) {
  return post(ticket, "accept", "accepted");
}

export function deny(ticket, reason) {
  return { ...post(ticket, "deny", "denied", { reason }), gone: true };
}

export function confirmCancellation(ticket) {
  const confirmed = post(ticket, "cancellation-requests/confirm", "cancelled");
  return { ...confirmed, gone: true };
}

export function refuseCancellation(ticket) {
  return post(ticket, "cancellation-requests/refuse", "kept", {});
}

function post(ticket, what, verb, body) {
  const path = `/api/orders/${ticket.orderId}/${what}`;
  return action(ticket, [], verb, [{ path, method: "POST", body }]);
}

export function address({ path, line }, locationId) {
  return `${path}?${query({ line, locationId })}`;
}

/**
 * As the whole order where the whole order is shown, else line by line. What is held stays behind, and an order
 * would take it along; nobody starts what isn't made.
 */
function forward(ticket, status, verb) {
  const all = status === "READY" && !ticket.passRequired; // there the rest is packed with what is made
  const some = all ? leaves(ticket.items).filter(isLive) : counted(ticket.items);
  const moves = some
    .filter((item) => !item.held && RANK[item.status] < RANK[status])
    .map((item) => [item, status]);
  const waits = status === "READY" && (ticket.passRequired || some.some(({ held }) => held));
  if (ticket.station === null && !waits) return onOrder(ticket, ORDER_AT[status], moves, verb);
  return onLines(ticket, moves, verb);
}

/** What a command for the whole order brings to READY. */
function unready({ items }) {
  const behind = leaves(items).filter((item) => isLive(item) && item.status !== "READY");
  return behind.map((item) => [item, "READY"]);
}

function onOrder(ticket, status, moves, verb, recall = false) {
  const request = { path: `/api/orders/${ticket.orderId}/status`, body: { status, recall } };
  return action(ticket, moves, verb, [request]);
}

function onLines(ticket, moves, verb, recall = false) {
  const requests = moves.map(([{ line, plu }, status]) => ({
    path: `/api/orders/${ticket.orderId}/items/${encodeURIComponent(plu)}/status`,
    line,
    body: { status, recall },
  }));
  return action(ticket, moves, verb, requests);
}

function action({ orderId, displayId }, moves, verb, requests) {
  const lines = new Map(moves.map(([{ line }, status]) => [line, status]));
  const former = new Map(moves.map(([{ line, status }]) => [line, status]));
  return { orderId, displayId, verb, lines, former, requests };
}
