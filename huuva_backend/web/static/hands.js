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

const LONGEST_MEMORY = 20;

/** `send(request)` asks the server, `again(orderId)` for how the order stands then. */
export function makeHands({ tickets, watcher, send, again }) {
  const running = new Map();
  const versions = new Map();
  let done = [];

  function perform(action) {
    tickets.add(action);
    watcher.drawn();
    // One after the other on each order, or what takes a bump back could overtake it.
    const { orderId } = action;
    const mine = Promise.resolve(running.get(orderId))
      .then(() => carryOut(action))
      .then(() => running.get(orderId) === mine && running.delete(orderId));
    running.set(orderId, mine);
  }

  async function carryOut(action) {
    try {
      for (const request of action.requests) {
        const answer = (await send(request)) || {};
        versions.set(action.orderId, answer.orderVersion || answer.version);
      }
      action.acknowledged = true;
      watcher.done(action);
    } catch (error) {
      done = done.filter((known) => known !== action);
      tickets.drop(action);
      watcher.drawn();
      watcher.refused(action, error);
    }
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
      const action = last.gone ? fetchBack(last) : ticket && takeBack(ticket, last.former);
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
    /** Whether it was this display that brought the order to that version, or a later one. */
    hasMade: (orderId, version) => versions.get(orderId) >= version,
    canUndo: () => done.length > 0,
  };
}
