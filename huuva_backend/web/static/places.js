// Where tickets stand: none moves under a hand, and what has moved isn't touched by who aimed at what was there before.

const HANDS_REST = 1500;
const AIMED = 700;

/** `area` has the tickets; `rested()` is called once no hand is there any more, if they are to stand otherwise then. */
export function makePlaces(area, rested) {
  let standing = [];
  let touchedAt = -Infinity;
  let waiting = null;

  for (const type of ["pointerdown", "pointermove", "pointerup"]) {
    area.addEventListener(type, () => (touchedAt = performance.now()));
  }

  function arranged(tickets) {
    const left = touchedAt + HANDS_REST - performance.now();
    clearTimeout(waiting);
    if (left <= 0) return tickets;
    const held = heldStill(standing, tickets);
    if (differs(held, tickets)) waiting = setTimeout(rested, left);
    return held;
  }

  return {
    /** By their start, but while a hand is there all stay where they are: see `heldStill`. */
    arrange: (tickets) => (standing = arranged(tickets)),
  };
}

/** Whoever leaves leaves a gap (`gone`), whoever is new comes last, or into a gap of its own. */
function heldStill(standing, tickets) {
  const open = new Map(tickets.map((ticket) => [ticket.orderId, ticket]));
  const kept = standing.map((ticket) => open.get(ticket.orderId) || { ...ticket, gone: true });
  const known = new Set(standing.map(({ orderId }) => orderId));
  const held = [...kept, ...tickets.filter(({ orderId }) => !known.has(orderId))];
  return held.slice(0, held.findLastIndex(({ gone }) => !gone) + 1);
}

function differs(held, tickets) {
  return held.length !== tickets.length || held.some((ticket, at) => ticket !== tickets[at]);
}

/** Watches the nodes in `area`: `look()` whenever they may have moved. For a moment those that have can't be touched. */
export function guardAim(area) {
  const seen = new WeakMap();
  let stood = false;
  let stoodAt = -Infinity;

  function look() {
    const nodes = [...area.children];
    if (stood) stoodAt = performance.now();
    const nobodyAims = !stood && performance.now() - stoodAt > AIMED;
    for (const node of nodes) {
      const place = `${node.offsetLeft} ${node.offsetTop}`;
      if (nobodyAims) seen.set(node, { place });
      else if (seen.get(node)?.place !== place) moved(node, place);
    }
    stood = nodes.length > 0;
  }

  function moved(node, place) {
    clearTimeout(seen.get(node)?.timer);
    node.toggleAttribute("data-moved", true);
    const timer = setTimeout(() => node.removeAttribute("data-moved"), AIMED);
    seen.set(node, { place, timer });
  }

  return look;
}
