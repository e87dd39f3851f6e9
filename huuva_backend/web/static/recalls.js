// Orders that came back to be worked on: why, until somebody here touches their tickets.

import { ask, query } from "./api.js";

const DONE = new Set(["READY", "PICKED_UP"]);
const TO_DO = new Set(["RECEIVED", "ORDERED", "PREPARING"]);

/** Whether an event takes work of the station back, of any where that is null. What is added tells of itself. */
export function takesBack({ type, changes }, station) {
  const back = ({ fromStatus, toStatus }) => DONE.has(fromStatus) && TO_DO.has(toStatus);
  const ours = changes.filter((change) => !station || change.station === station);
  return type !== "order.amended" && ours.some(back);
}

export function makeRecalls(locationId) {
  const words = new Map();

  return {
    /** Asks why the order is back; answers what its ticket says of it then. */
    async learn(orderId) {
      const order = await ask(`/api/orders/${orderId}?${query({ locationId })}`).catch(() => null);
      const reason = order && newest(order).reason;
      words.set(orderId, reason ? `BACK: ${reason}` : "BACK");
      return words.get(orderId);
    },

    /** The ticket and what it says of it, `back`. */
    mark: (ticket) => ({ ...ticket, back: words.get(ticket.orderId) || null }),

    /** Answers whether there was a mark. */
    forget: ({ orderId }) => words.delete(orderId),
  };
}

function newest({ statusHistory, items }) {
  const entries = [statusHistory, ...flat(items).map((item) => item.statusHistory)].flat();
  const recalls = entries.filter(({ recall }) => recall);
  return recalls.reduce((last, one) => (one.version > last.version ? one : last), { version: 0 });
}

function flat(items) {
  return items.flatMap((item) => [item, ...flat(item.items)]);
}
