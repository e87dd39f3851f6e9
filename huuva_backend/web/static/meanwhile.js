// Whether what was done to an order while its display was away still lets an act of that time be done.

/** The newest change that contradicts the request, made after `version` and not among `ours`; null where none does. */
export function contradiction(order, { version, lines }, { line }, ours) {
  const meant = line ? [line] : [...lines.keys()];
  const later = (entry) => entry.version > version && !ours.has(entry.version);
  const of = flat(order.items).filter((item) => meant.includes(item.line));
  const moves = [...of.flatMap((item) => item.statusHistory), ...(line ? [] : order.statusHistory)];
  const back = moves.filter(later).filter(({ recall, status }) => recall || status === "CANCELLED");
  const told = order.amendments.filter(later).filter(({ changes }) => changes.some(touches));
  return [...back, ...told].sort((a, b) => b.version - a.version)[0] || null;

  // Who wanted all of an order wanted none of the lines that came since.
  function touches(change) {
    return line ? change.line === line : change.line !== null;
  }
}

function flat(items) {
  return items.flatMap((item) => [item, ...flat(item.items)]);
}
