// One display: the tickets of a location, or of one of its stations, kept as the server has them.

import { voided } from "./amendments.js";
import { ask, headerText, query } from "./api.js";
import { serverClock } from "./clock.js";
import { address } from "./commands.js";
import { connect } from "./connection.js";
import { makeHands } from "./hands.js";
import { makeRecalls, takesBack } from "./recalls.js";
import { makeRefresher } from "./refresher.js";
import { THRESHOLDS, isOpen, isShown, makeTickets } from "./tickets.js";

const SURE_EVERY = 60000;

/**
 * `watcher` is told what happens: `drawn()` when there is something to draw, `connected(state, why)`,
 * `arrived(tickets)`, `recalled(ticket)`, `amended(tickets)`, `asked(tickets)` where they are to be cancelled, `voided(ticket, items)` where that takes a ticket away, `fired(ticket)`,
 * `cancelled(ticket)`, `done(action)`, `refused(action, error)`.
 */
export function openDisplay({ locationId, station, name }, watcher, amendments) {
  const clock = serverClock();
  const tickets = makeTickets();
  const recalls = makeRecalls(locationId);
  let held = { count: 0, nextReleaseAt: null };
  let whole = {};
  let stations = null;
  let seen = null;
  const told = new Set();

  const failed = () => connection.restart();
  const begin = tickets.acknowledged;
  const refresher = makeRefresher({ locationId, station, begin, shown, failed });

  async function load() {
    const [asOf, { items }] = await Promise.all([
      refresher.all(),
      ask(`/api/kitchen/stations?${query({ locationId })}`),
    ]);
    stations = items;
    watcher.drawn();
    return asOf;
  }

  function shown(answer, ids, acknowledged) {
    const missed = ids ? [] : missing(answer.tickets);
    const changes = amendedOf(answer.tickets);
    const asked = askedOf(answer.tickets);
    tickets.take(answer.tickets, ids, acknowledged);
    held = answer.held;
    if (!ids) whole = answer;
    clock.set(answer.now);
    watcher.drawn();
    greet(tickets.all());
    tellAmended(changes);
    if (asked.length > 0) watcher.asked(asked);
    if (!ids) hands.forget(new Set(answer.tickets.map(({ orderId }) => orderId)));
    missed.forEach(tellWhyMissing);
  }

  /** Tickets that are gone without a word, as they go where it fell into a lost connection. */
  function missing(newer) {
    const there = new Set(newer.map(({ orderId }) => orderId));
    return tickets.all().filter((ticket) => isShown(ticket) && !there.has(ticket.orderId));
  }

  async function tellWhyMissing({ orderId }) {
    if (tickets.leaves(orderId) || told.has(orderId)) return;
    const order = await look(orderId).catch(() => null);
    if (order && order.status === "CANCELLED") tellCancelled(orderId, null);
  }

  /** Those that somebody wants cancelled, and didn't when they were last seen. */
  function askedOf(newer) {
    const since = (ticket) => (ticket && ticket.cancellationRequest || {}).requestedAt;
    return newer.filter((after) => {
      const before = tickets.known(after.orderId);
      return before && since(after) && since(after) !== since(before);
    });
  }

  /** What the tickets were and are, where a kitchen must know of the difference. */
  function amendedOf(newer) {
    return newer
      .map((after) => [tickets.known(after.orderId), after])
      .filter(([before, after]) => before && amendments.compare(before, after));
  }

  function tellAmended(changes) {
    const open = changes.filter(([, after]) => isOpen(after)).map(([, after]) => after);
    if (open.length > 0) watcher.amended(open);
    for (const [before, after] of changes) {
      const gone = isOpen(before) && !isOpen(after) && after.orderStatus !== "CANCELLED";
      const lines = gone ? voided(before, after) : [];
      if (lines.length > 0) watcher.voided(after, lines);
    }
  }

  function greet(all) {
    const arrived = all.filter((ticket) => seen && isOpen(ticket) && !seen.has(ticket.orderId));
    seen = new Set(all.map(({ orderId }) => orderId));
    if (arrived.length > 0) watcher.arrived(arrived);
  }

  /** Once, also where an answer took the ticket away before the event came that says why. */
  function tellCancelled(orderId, known) {
    const ticket = known && isShown(known) ? known : tickets.left(orderId);
    if (!ticket || tickets.leaves(orderId) || told.has(orderId)) return;
    told.add(orderId);
    watcher.cancelled(ticket);
  }

  /** By somebody else: whoever takes a bump of their own back knows of it. */
  async function tellRecalled(orderId, version) {
    await hands.settled(orderId); // only then it is known which versions are our own
    if (hands.hasMade(orderId, version)) return;
    const back = await recalls.learn(orderId);
    watcher.drawn();
    const ticket = tickets.known(orderId);
    if (ticket) watcher.recalled({ ...ticket, back });
  }

  function changed({ type, seq, orderId, orderVersion, orderStatus, changes }) {
    const known = tickets.get(orderId);
    const cancelled = orderStatus === "CANCELLED" && !hands.hasMade(orderId, orderVersion);
    if (cancelled) tellCancelled(orderId, known);
    const back = takesBack({ type, changes }, station);
    if (back) tellRecalled(orderId, orderVersion);
    if (known && known.orderVersion >= orderVersion) return;
    const elsewhere = changes.every((change) => change.line !== null && change.station !== station);
    if (station && elsewhere && changes.length > 0 && !known) return;
    if (known && type === "order.fired") watcher.fired(known);
    // Also where it isn't shown: it was perhaps held back until now.
    refresher.again(orderId, seq);
  }

  function tell(state, why) {
    hands.connected(state);
    watcher.connected(state, why);
  }

  const actor = name && headerText(`display:${name}`);
  const send = (request, { ifMatch, occurredAt } = {}) =>
    ask(address(request, locationId), {
      method: request.method || "PATCH",
      headers: { ...(actor && { "X-Actor": actor }), ...(ifMatch && { "If-Match": `"${ifMatch}"` }) },
      body: request.body && { ...request.body, occurredAt },
    });
  const look = (orderId) => ask(`/api/orders/${orderId}?${query({ locationId })}`);
  const { now } = clock;
  const { again } = refresher;
  const hands = makeHands({ locationId, tickets, watcher, now, send, look, again });
  const connection = connect({ locationId, load, changed, tell });
  // Nothing tells that thresholds were changed; and what goes wrong unseen is right after a minute.
  const sure = setInterval(() => load().catch(failed), SURE_EVERY);

  return {
    ...hands,
    station,
    all: () => tickets.all().map(amendments.mark).map(recalls.mark),
    /** Somebody has touched the ticket, and so has read it. */
    see(ticket) {
      const marked = [amendments.forget(ticket), recalls.forget(ticket)];
      if (marked.includes(true)) watcher.drawn();
    },
    isOurs: tickets.isOurs,
    now: clock.now,
    held: () => held,
    /** The last answer with all tickets, which says whether anybody has heard of the place. */
    whole: () => whole,
    stations: () => stations,
    thresholds: () => (stations || []).find((one) => one.station === station) || THRESHOLDS,
    stop() {
      clearInterval(sure);
      connection.stop();
      hands.stop();
      refresher.stop();
    },
  };
}
