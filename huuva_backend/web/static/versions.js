// Which versions of orders this display made, until their orders are gone.

export function makeVersions() {
  const made = new Map();
  let gone = new Set();

  return {
    of: (orderId) => made.get(orderId) || new Set(),

    add(orderId, version) {
      made.set(orderId, new Set(made.get(orderId)).add(version));
    },

    /** Orders that are no longer among `known`, twice in a row: the word of our last act may still be under way. */
    forget(known) {
      const missing = [...made.keys()].filter((orderId) => !known.has(orderId));
      missing.filter((orderId) => gone.has(orderId)).forEach((orderId) => made.delete(orderId));
      gone = new Set(missing);
    },

    count: () => made.size,
  };
}
