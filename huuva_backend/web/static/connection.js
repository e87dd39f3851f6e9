// Keeps a page equal to the server: a snapshot, then the events after it, one by one.
//
// Every event of a location has the number after the last one's. Whenever anything is odd – a number left
// out, the stream cut, silent or too old – it begins again with a snapshot, which is always right.

import { ask, numberOf, query } from "./api.js";
import { isUnknown, keepCookie, paired } from "./pairing.js";

const CHECK_EVERY = 2000;
const CHECK_PATIENCE = 2000;
const LOST_AFTER = 2000;
const SHORTEST_PAUSE = 200;
const LONGEST_PAUSE = 3000;

/**
 * `load` shows a snapshot and answers its `asOf`; `changed` is given each event after it; `tell` is told
 * "connecting", "live" or "lost", and perhaps why. `restart` begins again with a snapshot.
 */
export function connect({ locationId, load, changed, tell }) {
  let last = "0";
  let stopped = false;
  let end = () => {};
  let wake = () => {};
  const { say, hush } = telling(tell);

  async function run() {
    for (let failures = 0; !stopped; failures += 1) {
      say("connecting");
      try {
        last = await load();
        if (stopped) return;
        const why = await listen(() => (failures = 0));
        say(why === "silent" ? "lost" : "connecting");
      } catch (error) {
        say("lost", error);
        if (isUnknown(error)) await paired(error).catch(() => {});
      }
      if (!stopped) await pause(failures);
    }
  }

  /** Until the stream ends; answers why it did. */
  function listen(opened) {
    return new Promise((resolve) => {
      // All stations' events, so that a number left out is noticed.
      const source = new EventSource(`/api/events/stream?${query({ locationId, after: last })}`);
      end = (why) => {
        source.close();
        resolve(why);
      };
      source.onopen = () => {
        opened();
        say("live");
      };
      source.onmessage = ({ data, lastEventId }) => receive(JSON.parse(data), lastEventId);
      source.onerror = () => end("cut");
      source.addEventListener("reset", () => end("reset"));
      source.addEventListener("bye", () => end("bye"));
      watch(source, end);
    });
  }

  function receive(event, cursor) {
    const step = event.seq - numberOf(last);
    if (step > 1) end("gap");
    if (step !== 1) return;
    last = cursor;
    changed(event);
  }

  /**
   * A dead connection can look like a quiet one. So the server is asked every two seconds whether it has
   * events that the stream didn't bring; one that still isn't there when asked again is missed.
   */
  async function watch(source, giveUp) {
    let missing = null;
    for (;;) {
      const opening = source.readyState === EventSource.CONNECTING;
      await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY));
      if (source.readyState === EventSource.CLOSED) return;
      const before = last;
      const ahead = await hasEventsAfter(before).catch(() => giveUp("silent"));
      const missed = ahead && last === before;
      const never = opening && source.readyState === EventSource.CONNECTING;
      if (never || (missed && missing === before)) giveUp("silent");
      missing = missed ? before : null;
    }
  }

  async function hasEventsAfter(after) {
    const question = query({ locationId, after, limit: 1 });
    const { newest } = await ask(`/api/events?${question}`, { patience: CHECK_PATIENCE });
    return newest !== after;
  }

  /** Short at first, longer with each failure, never the same for all displays. */
  function pause(failures) {
    const longest = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** failures);
    return new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, longest * (0.5 + Math.random() / 2));
    });
  }

  // A page has one connection at a time, so that these needn't be taken away again.
  keepCookie();
  window.ononline = () => wake();
  window.onoffline = () => end("silent");
  run();
  return {
    restart: () => end("odd"),
    stop() {
      stopped = true;
      hush();
      end("stopped");
    },
  };
}

/** Tells each state once. A connection that isn't live for a while is lost, and stays so until it is. */
function telling(tell) {
  let state = "";
  let timer = 0;
  function say(next, why) {
    if (next === state || (next === "connecting" && state === "lost")) return;
    clearTimeout(timer);
    if (next === "connecting") timer = setTimeout(() => say("lost"), LOST_AFTER);
    state = next;
    tell(state, why);
  }
  function hush() {
    clearTimeout(timer);
    tell = () => {};
  }
  return { say, hush };
}
