// Whether the location takes orders: a sign while it doesn't, or is busy, and a button to pause and to open again.

import { Refusal, ask } from "./api.js";
import { when } from "./clock.js";
import { byId, write } from "./dom.js";
import { warn } from "./notices.js";

// Nothing tells that somebody switched, and a switch is over by itself.
const LOOK_EVERY = 15000;
const DOES = { PAUSED: "takes no new orders", BUSY: "is busy", OPEN: "takes orders" };

/** `where()` is the location, where anybody has heard of it. */
export function makeIntake(where) {
  let known = null;
  let turn = 0;

  const path = (location) => `/api/locations/${encodeURIComponent(location)}/intake`;

  /** The answer to the newest question is shown alone. */
  async function asked(request) {
    const location = where();
    if (!location) return show([]);
    turn += 1;
    const mine = turn;
    const { items } = await ask(path(location), request);
    if (mine === turn) show(items);
  }

  // While the server is away the page says so itself; who may not look sees no sign.
  const look = () => asked().catch(() => {});

  function show(items) {
    known = where();
    const said = items.filter(({ channel, mode }) => channel || mode !== "OPEN");
    byId("intake").hidden = said.length === 0;
    write(byId("intake"), said.map(sentence).join(" · "));
    write(byId("pause"), said.length > 0 ? "Take orders" : "Pause orders");
  }

  async function touched() {
    const mode = byId("intake").hidden ? "PAUSED" : "OPEN";
    try {
      await asked({ method: "PUT", body: { mode } });
    } catch (why) {
      const known = why instanceof Refusal ? `was not changed: ${why.message}` : "was perhaps not changed.";
      warn(`Whether orders are taken ${known}`);
    }
  }

  byId("pause").addEventListener("click", touched);
  setInterval(look, LOOK_EVERY);
  return { lookAtFirst: () => where() !== known && look() };
}

function sentence({ channel, mode, extraMinutes, until, reason }) {
  const who = channel || "The kitchen";
  const more = mode === "BUSY" ? ` (+${extraMinutes} min)` : "";
  const end = until ? ` until ${when(Date.parse(until), Date.now())}` : "";
  return `${who} ${DOES[mode]}${more}${end}${reason ? `: ${reason}` : ""}`;
}
