// What was changed of orders since somebody here touched their tickets: lines that are new, void or other, and the rest.

const OF_TICKET = [
  "orderType",
  "table",
  "covers",
  "server",
  "customerName",
  "pickupTime",
  "note",
  "allergens",
];
const OF_LINE = [
  "quantity",
  "unit",
  "name",
  "note",
  "allergens",
  "forName",
  "modifiers",
  "flags",
  "course",
  "bundleName",
];

/** What a line says beside where it stands, to be compared. */
export function told(item) {
  return said(item, OF_LINE);
}

/** Lines that a cook may have begun and must not go on with. */
export function voided(before, after) {
  const live = new Set(before.items.filter(isLive).map(({ line }) => line));
  return after.items.filter((item) => !item.bundle && !isLive(item) && live.has(item.line));
}

export function makeAmendments() {
  const marks = new Map();

  return {
    /** Marks how a ticket differs from what it was; answers whether it does. */
    compare(before, after) {
      if (before.orderVersion === after.orderVersion) return false;
      const lines = differing(before, after);
      if (lines.length === 0 && ofOrder(before) === ofOrder(after)) return false;
      const marked = marks.get(after.orderId) || new Map();
      // What is new stays so when it is changed as well.
      for (const [line, mark] of lines) {
        if (mark !== "changed" || !marked.has(line)) marked.set(line, mark);
      }
      marks.set(after.orderId, marked);
      return true;
    },

    /** The ticket with its marks: `changed`, and `amended` of its lines. */
    mark(ticket) {
      const marked = marks.get(ticket.orderId);
      if (!marked) return ticket;
      const items = ticket.items.map((item) => ({ ...item, amended: marked.get(item.line) }));
      return { ...ticket, items, changed: true };
    },

    /** Answers whether there was a mark. */
    forget: ({ orderId }) => marks.delete(orderId),
  };
}

function differing(before, after) {
  const known = new Map(before.items.map((item) => [item.line, item]));
  const times = new Set(before.items.map(({ amendedAt }) => amendedAt).concat(null));
  const marked = after.items.map((item) => {
    // A line that a cook split is another, and less than it was, and yet nobody ordered anything else.
    const amended = !times.has(item.amendedAt);
    return [item.line, markOf(known.get(item.line), item, amended)];
  });
  return marked.filter(([, mark]) => mark);
}

function markOf(before, after, amended) {
  const lives = before ? isLive(before) : amended;
  if (!isLive(after)) return lives ? "VOID" : null;
  if (!amended) return null;
  return before ? told(before) !== told(after) && "changed" : "new";
}

// What is to collect changes with lines of other stations, which are nothing to this one.
function ofOrder(ticket) {
  return said(ticket, ticket.station === null ? [...OF_TICKET, "toCollect"] : OF_TICKET);
}

function said(thing, names) {
  return JSON.stringify(names.map((name) => thing[name]));
}

function isLive({ status }) {
  return status !== "CANCELLED";
}
