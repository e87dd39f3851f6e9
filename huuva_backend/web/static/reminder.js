// An order that nobody has touched rings again, each time after as long as its location says.

import { isOpen, isStarted } from "./tickets.js";

export function makeReminder() {
  const toldAt = new Map();
  const touched = new Set();

  function isWaiting(ticket) {
    return isOpen(ticket) && !isStarted(ticket) && !touched.has(ticket.orderId);
  }

  return {
    touch: (orderId) => touched.add(orderId),

    /** Those that ring now. `seconds` is null where none does; `now` is in milliseconds. */
    due(tickets, now, seconds) {
      const waiting = tickets.filter(isWaiting);
      forget(toldAt, waiting);
      forget(touched, tickets);
      for (const { orderId } of waiting) if (!toldAt.has(orderId)) toldAt.set(orderId, now);
      if (!seconds) return [];
      const due = waiting.filter(({ orderId }) => now - toldAt.get(orderId) >= seconds * 1000);
      for (const { orderId } of due) toldAt.set(orderId, now);
      return due;
    },
  };
}

function forget(known, tickets) {
  const there = new Set(tickets.map(({ orderId }) => orderId));
  for (const orderId of [...known.keys()]) if (!there.has(orderId)) known.delete(orderId);
}
