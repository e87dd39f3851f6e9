// What is ordered, in words: quantities, modifiers, allergens.

const ACTIONS = {
  ADD: (name) => name,
  EXTRA: (name) => `extra ${name}`,
  LIGHT: (name) => `light ${name}`,
  NO: (name) => `NO ${name}`,
  SIDE: (name) => `${name} on the side`,
  SUBSTITUTE: (name) => `instead: ${name}`,
};
const PORTIONS = { WHOLE: "", LEFT: "left half: ", RIGHT: "right half: " };

/** "2 ×", "0.35 kg". */
export function amount({ quantity, unit }) {
  return unit && unit !== "piece" ? `${quantity} ${unit}` : `${quantity} ×`;
}

/** "left half: extra Bacon". Never a plus sign: who reads across a kitchen takes it for one more. */
export function what({ name, plu, action, portion }) {
  return PORTIONS[portion] + ACTIONS[action](name || plu);
}

/** "2 × extra Bacon". */
export function modifier(extra) {
  return (extra.quantity > 1 ? `${extra.quantity} × ` : "") + what(extra);
}

export function allergens(names) {
  return `Allergens: ${names.join(", ")}`;
}

/** Pieces; what is weighed is one. */
export function pieces(items) {
  return items.reduce(
    (sum, { quantity }) => sum + (Number.isInteger(quantity) ? quantity : 1),
    0,
  );
}

/** Acts that wait for the connection. */
export function unsent(count) {
  return `${count} not sent yet: waiting for the connection`;
}
