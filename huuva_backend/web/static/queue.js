// What hands did, until the server has it: sent at once, or where the connection is lost in its turn once it is back.
//
// It is kept on the device, so that it outlives the page. Whatever is sent twice is done once: an order or a line that
// stands where it is wanted stays there.

import { Refusal } from "./api.js";

const AGAIN_AFTER = 2000;
const KEPT = "huuva-waiting:";
// Where the browser keeps nothing, what waits lives as long as the page.
const memory = new Map();

/**
 * `carry(action)` brings it to the server, or fails; `ended(action, error)` is called once it has come there or never
 * will, `changed()` where something begins to wait. An action with `keeps` outlasts a lost connection.
 */
export function makeQueue({ locationId, carry, ended, changed }) {
  const kept = keptBy(`${KEPT}${locationId}:`);
  let todo = kept.all();
  let reachable = true;
  let stopped = false;
  let again = 0;

  const waiting = () => todo.filter(({ waits }) => waits);
  const isFirst = (action) => todo.find(({ orderId }) => orderId === action.orderId) === action;

  /** On each order one after the other; what waits in the order of hands, one at a time. */
  function next() {
    const idle = todo.filter(({ running }) => !running);
    if (waiting().length === 0) return idle.filter(isFirst);
    const now = idle.filter(({ keeps }) => !keeps);
    const turn = todo.find(({ keeps }) => keeps);
    return reachable && turn && !turn.running ? [turn, ...now] : now;
  }

  function pump() {
    if (!stopped) next().forEach(run);
  }

  async function run(action) {
    action.running = true;
    const error = await carry(action).then(() => null, (why) => why);
    action.running = false;
    if (stopped) return; // whoever takes the place over finds it kept
    if (error && action.keeps && isAway(error, action)) {
      lose();
      return;
    }
    todo = todo.filter((one) => one !== action);
    kept.drop(action);
    ended(action, error);
    pump();
  }

  function lose() {
    reachable = false;
    todo.filter(({ keeps, running }) => keeps && !running).forEach(wait);
    clearTimeout(again);
    again = setTimeout(find, AGAIN_AFTER);
    changed();
  }

  function find() {
    reachable = true;
    pump();
  }

  function wait(action) {
    action.waits = true;
    kept.save(action);
  }

  return {
    waiting,

    /** What was kept from before. */
    begin() {
      todo.forEach(wait);
      pump();
      return todo;
    },

    add(action) {
      action.waits = action.keeps && (!reachable || waiting().length > 0);
      todo.push(action);
      if (action.keeps) kept.save(action);
      pump();
    },

    /** Told that the connection is "live" or "lost". */
    connected(state) {
      if (state === "live") find();
      if (state === "lost") lose();
    },

    /** Once nothing of an order is under way. */
    async settled(orderId) {
      while (todo.some((one) => one.orderId === orderId)) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },

    stop() {
      stopped = true;
      clearTimeout(again);
    },
  };
}

/** Nobody has decided about it. What waits already has time to wait for a server that is busy or begins. */
function isAway(error, { waits }) {
  if (!(error instanceof Refusal)) return true;
  return waits && [429, 502, 503, 504].includes(error.problem.status);
}

function keptBy(prefix) {
  let newest = 0;
  const nameOf = ({ at }) => `${prefix}${at}`;

  return {
    /** In the order in which they were saved first. */
    all() {
      const found = keys(prefix).map((key) => restored(read(key)));
      return found.filter(Boolean).sort((a, b) => a.at - b.at);
    },

    save(action) {
      newest = action.at = action.at || Math.max(Date.now(), newest + 1);
      const { lines, former } = action;
      write(nameOf(action), { ...action, lines: [...lines], former: [...former], running: false });
    },

    drop: (action) => write(nameOf(action), null),
  };
}

function restored(action) {
  return action && { ...action, lines: new Map(action.lines), former: new Map(action.former) };
}

function keys(prefix) {
  const names = [...memory.keys()];
  try {
    names.push(...Object.keys(localStorage));
  } catch {
    // The browser was told to keep nothing.
  }
  return [...new Set(names)].filter((name) => name.startsWith(prefix));
}

function read(key) {
  try {
    return JSON.parse(memory.get(key) || localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value));
    else localStorage.removeItem(key);
  } catch {
    if (value) memory.set(key, JSON.stringify(value));
  }
  if (!value) memory.delete(key);
}
