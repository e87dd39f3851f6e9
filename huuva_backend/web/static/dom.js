// Elements without a framework.

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export function button(className, text = "", touched = () => {}) {
  const made = element("button", { type: "button", className }, text);
  made.addEventListener("click", touched);
  return made;
}

export function span(className, text = "") {
  return element("span", { className }, text);
}

/** Only what changes: who listens to a live region hears it once. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Puts into `node` what `make(thing)` answers, anew only where `told(thing)` differs. With spaces between, or the
 * words would run together for those who listen.
 */
export function rewriting(node, told, make) {
  let before = null;
  return (thing) => {
    const now = told(thing);
    if (now === before) return;
    before = now;
    node.replaceChildren(...make(thing).flatMap((part) => [part, " "]));
  };
}

export function byId(id) {
  return document.getElementById(id);
}

/**
 * A list in `parent`. What shows a thing, a `node` with `show(thing, index)`, is made once and kept by the
 * thing's key: a node that is replaced under a finger loses the tap.
 */
export function makeList(parent, keyOf, make) {
  let views = new Map();

  function show(things) {
    const before = views;
    views = new Map(things.map((thing) => [keyOf(thing), before.get(keyOf(thing)) || make(thing)]));
    [...before].filter(([key]) => !views.has(key)).forEach(([, { node }]) => node.remove());
    [...views.values()].forEach(({ node }, index) => {
      const there = parent.children[index];
      if (there !== node) parent.insertBefore(node, there || null);
    });
    things.forEach((thing, index) => views.get(keyOf(thing)).show(thing, index));
  }

  return { parent, show, views: () => [...views.values()] };
}
