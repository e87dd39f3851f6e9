// What a screen shows that has no key: a code, and what an operator does with it.

import { ask, query } from "./api.js";
import { element } from "./dom.js";

const LOOK_EVERY = 2000;
const LOOKS = 5;
const UNKNOWN = ["unauthenticated", "invalid-key"];
const FULL = "too-many-pairings";
let waiting = null;

/** Whether the server said that it doesn't know this screen. */
export function isUnknown(error) {
  return Boolean(error.problem) && UNKNOWN.includes(error.problem.code);
}

/** Until the screen is paired, or somebody signed in. Fails where the server doesn't answer. */
export function paired(why) {
  waiting = waiting || pair(why).finally(() => (waiting = null));
  return waiting;
}

/** Browsers forget a cookie after a while; whoever has none is told so by everything else. */
export function keepCookie() {
  ask("/api/session", { method: "PUT" }).catch(() => {});
}

/** Null where the server has none left: too many screens wait. */
function askForCode() {
  return ask("/api/pairings", { method: "POST" }).catch((error) => {
    if (error.problem && error.problem.code === FULL) return null;
    throw error;
  });
}

async function pair(why) {
  const asked = await askForCode();
  const view = makeView(why);
  document.body.append(view.node);
  try {
    goWhereItBelongs(await confirmed(asked, view));
  } finally {
    view.node.remove();
  }
}

/** Answers who the screen is. Its code is asked for again and again: it may be over, or be another page's by now. */
async function confirmed(asked, view) {
  let pairing = asked;
  for (;;) {
    view.show(pairing);
    for (let look = 0; look < LOOKS; look += 1) {
      const self = await ask("/api/session").catch(() => null);
      if (self) return self;
      await pause();
    }
    pairing = await next();
  }
}

/** However long the server is away. */
async function next() {
  for (;;) {
    try {
      return await askForCode();
    } catch {
      await pause();
    }
  }
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
}

/** To the location that it was paired for, unless its address names one. */
function goWhereItBelongs({ locationIds }) {
  const given = new URLSearchParams(window.location.search);
  if (given.get("locationId") || !locationIds || locationIds.includes("main")) return;
  const settings = { ...Object.fromEntries(given), locationId: locationIds[0] };
  window.location.replace(`?${query(settings)}`);
}

/** As a shell takes it for one word. */
function word(text) {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

function makeView(why) {
  const revoked = /revoked/.test(why.message);
  const given = new URLSearchParams(window.location.search);
  const code = element("p", { id: "pairing-code" });
  const command = element("code");
  const call = element("code");
  const full = element(
    "p",
    { role: "status" },
    "Too many other screens are waiting for their codes. Close those that nobody needs, or wait: a code is over " +
      "after 10 minutes. This page asks for one again by itself.",
  );
  const title = revoked ? "This screen was unpaired" : "This screen isn’t paired";
  const steps = element(
    "div",
    {},
    element("p", {}, "It shows orders once an operator has confirmed this code:"),
    code,
    element("p", {}, "By the command line, where the server is:"),
    element("pre", {}, command),
    element("p", {}, "Or by the API, with a key that has the scope admin:"),
    element("pre", {}, call),
  );
  const node = element(
    "section",
    { id: "pairing", role: "dialog", "aria-labelledby": "pairing-title" },
    element("h2", { id: "pairing-title" }, title),
    full,
    steps,
    element("p", {}, "Or ", element("a", { href: "/sign-in" }, "sign in"), " with a key of your own."),
  );
  const name = given.get("name") || "NAME";
  const location = given.get("locationId") || "LOCATION";
  return {
    node,
    show(pairing) {
      full.hidden = pairing !== null;
      steps.hidden = pairing === null;
      if (pairing === null) return;
      code.textContent = pairing.code;
      const options = `--name ${word(name)} --location ${word(location)}`;
      command.textContent = `python -m huuva_backend keys pair ${pairing.code} ${options}`;
      const screen = JSON.stringify({ name, locationIds: [location] });
      call.textContent = `POST /api/pairings/${pairing.code}/confirm ${screen}`;
    },
  };
}
