// What a display does to its tickets: shown at once, undone where the server refuses, and kept in mind.

import {
  accept,
  bump,
  bumpLine,
  confirmCancellation,
  deny,
  fetchBack,
  fire,
  handOut,
  refuseCancellation,
  start,
  takeBack,
} from "./commands.js";
import { Refusal } from "./api.js";
import { contradiction } from "./meanwhile.js";
import { makeQueue } from "./queue.js";
import { makeVersions } from "./versions.js";

const LONGEST_MEMORY = 20;
const MOST_LOOKS = 5;
const RANGE = "occurred-at-out-of-range";

/**
 * `send(request, how)` asks the server, with the version (`ifMatch`) and time (`occurredAt`) where an act had to wait;
 * `look(orderId)` answers the whole order, `again(orderId)` asks for how it stands now.
 */
export function makeHands({ locationId, tickets, watcher, now, send, look, again }) {
  const versions = makeVersions();
  const queue = makeQueue({ locationId, carry, ended, changed: watcher.drawn });
  let done = [];
  queue.begin().forEach(tickets.add);

  function perform(action) {
    const { orderVersion } = tickets.known(action.orderId) || {};
    const version = orderVersion || Math.max(...versions.of(action.orderId), 0) || null;
    Object.assign(action, { version, occurredAt: new Date(now()).toISOString() });
    action.keeps = action.requests.every(({ method }) => !method);
    tickets.add(action);
    queue.add(action);
    watcher.drawn();
  }

  async function carry(action) {
    for (const request of action.requests) {
      const answer = (await carryOne(action, request)) || {};
      const version = answer.orderVersion || answer.version;
      versions.add(action.orderId, version);
      if (version === action.version + 1) action.version = version;
    }
  }

  /** What had to wait is done where nothing that happened meanwhile contradicts it. */
  async function carryOne(action, request) {
    for (let looks = 0; ; looks += 1) {
      const { version, occurredAt } = action;
      try {
        return await send(request, action.waits ? { ifMatch: version, occurredAt } : {});
      } catch (error) {
        if (!action.waits || !(error instanceof Refusal) || looks === MOST_LOOKS) throw error;
        if (error.problem.type?.endsWith(RANGE)) action.occurredAt = undefined;
        else if (error.problem.status === 412) action.version = await versionNow(action, request);
        else throw error;
      }
    }
  }

  async function versionNow(action, request) {
    const order = await look(action.orderId);
    const other = contradiction(order, action, request, versions.of(action.orderId));
    if (!other) return order.version;
    const { kind, id } = other.actor;
    const changedBy = id ? `${kind}:${id}` : kind;
    throw new Refusal({ detail: "It was changed meanwhile", current: order.status, changedBy });
  }

  function ended(action, error) {
    if (error) {
      done = done.filter((known) => known !== action);
      tickets.drop(action);
      watcher.refused(action, error);
    } else {
      action.acknowledged = true;
      watcher.done(action);
    }
    watcher.drawn();
    again(action.orderId);
  }

  function remembered(action) {
    done = [action, ...done].slice(0, LONGEST_MEMORY);
    perform(action);
  }

  /** Where lines stood before this display bumped them last, that line if one is given. */
  function former({ orderId }, line) {
    const ofIt = done.filter((one) => one.orderId === orderId && one.verb === "bumped");
    const action = ofIt.find((one) => !line || one.former.has(line));
    return action && action.former;
  }

  /** Bumps a line; touched again, it is taken back. */
  function touch(ticket, item) {
    if (item.status !== "READY") {
      remembered(bumpLine(ticket, item));
      return;
    }
    const lines = former(ticket, item.line);
    const before = lines ? lines.get(item.line) : "PREPARING";
    perform(takeBack(ticket, new Map([[item.line, before]])));
  }

  /** Takes back what was done last; answers that, or null where there is nothing. */
  function undo() {
    while (done.length > 0) {
      const [last, ...rest] = done;
      done = rest;
      const ticket = tickets.get(last.orderId);
      const action = last.gone ? fetchBack(last) : ticket && takeBack(ticket, last.verb === "packed" ? null : last.former);
      if (action && action.requests.length > 0) {
        perform(action);
        return last;
      }
    }
    return null;
  }

  return {
    start: (ticket) => remembered(start(ticket)),
    bump: (ticket) => remembered(bump(ticket)),
    fire: (ticket, lines) => perform(fire(ticket, lines)),
    accept: (ticket) => perform(accept(ticket)),
    deny: (ticket, reason) => perform(deny(ticket, reason)),
    confirmCancellation: (ticket) => perform(confirmCancellation(ticket)),
    refuseCancellation: (ticket) => perform(refuseCancellation(ticket)),
    handOut: (ticket) => remembered(handOut(ticket)),
    touch,
    recall: (ticket) => perform(takeBack(ticket, former(ticket))),
    undo,
    /** Whether it was this display that brought the order to that version. */
    hasMade: (orderId, version) => versions.of(orderId).has(version),
    settled: queue.settled,
    forget: versions.forget,
    /** Acts that the server doesn't have yet because the connection is lost. */
    waiting: queue.waiting,
    connected: queue.connected,
    stop: queue.stop,
    canUndo: () => done.length > 0,
  };
}
