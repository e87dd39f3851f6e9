// The page /dashboard: how kitchens stand now, and how they did in a period. What is shown stands in the address.

import { readAddress } from "./address.js";
import { Refusal, ask, query } from "./api.js";
import { serverClock } from "./clock.js";
import { connect } from "./connection.js";
import { callOf, makeCard } from "./dashboard-card.js";
import { CHARTS } from "./dashboard-charts.js";
import { makeLocations } from "./dashboard-now.js";
import { periodOf, timeOf } from "./dashboard-time.js";
import { byId, element, write } from "./dom.js";
import { isUnknown } from "./pairing.js";
import { showUnheard } from "./unheard.js";

const NOW_EVERY = 5000;
const GATHER = 300;
const MEASURE_EVERY = 5000;
const MEASURE_PATIENCE = 40000;
const AT_ONCE = 2;
const REST = 10;
const CONNECTION = { connecting: "Connecting…", live: "Live", lost: "Connection lost: this may not be up to date." };

const given = readAddress(["locationId", "brandId", "channel", "period", "from", "to"]);
const { locationId = "", brandId = "", channel = "" } = given;
const filters = { locationId, brandId, channel };
const clock = serverClock();
const locations = makeLocations(byId("locations"));
const cards = CHARTS.filter(({ unless }) => !filters[unless]).map((chart) => ({ chart, ...makeCard(chart) }));
let place = { timezone: Intl.DateTimeFormat().resolvedOptions().timeZone, dayStartsAt: "04:00", name: "All locations" };
let scopes = [];
let turn = Promise.resolve();
let polling = false;
let gathering = 0;
let measuring = false;
let connection = null;

/** All pages of them; those after the first may be a moment later. */
async function kitchens() {
  const first = await ask(`/api/kitchen/now?${query({ locationId, limit: 200 })}`);
  const items = [...first.items];
  for (let cursor = first.nextCursor; cursor; ) {
    const page = await ask(`/api/kitchen/now?${query({ limit: 200, cursor })}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return { ...first, items };
}

/** One after the other, so that no older answer can come after a newer one. Answers the location's cursor. */
function look() {
  const looked = turn.then(async () => {
    const told = await kitchens();
    clock.set(told.now);
    locations.show(told.items);
    offer("location-ids", told.items.map(({ id }) => id));
    byId("locations").setAttribute("aria-busy", "false");
    write(byId("now-told"), told.items.length > 0 ? "" : "No location has had an order yet.");
    return locationId ? told.items[0].asOf : null;
  });
  turn = looked.catch(() => {});
  return looked;
}

/** All charts, few at a time: each is a question over much history. Again after a rest that is longer than it took. */
async function measure() {
  measuring = true;
  const begun = performance.now();
  const period = periodOf(given, place, clock.now());
  const context = { place, filters, period, now: clock.now() };
  const answers = new Map();
  const waiting = [...cards];
  const work = async () => {
    for (let card = waiting.shift(); card; card = waiting.shift()) await fill(card, context, answers);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  tellPeriod(period);
  const took = performance.now() - begun;
  setTimeout(() => (measuring = false), Math.max(MEASURE_EVERY, took * REST));
}

async function fill({ chart, show, fail }, context, answers) {
  const { period } = context;
  const call = callOf(chart, period, context);
  try {
    const before = chart.compare && period.before.from < period.before.to;
    const [answer, earlier] = await Promise.all([
      once(answers, call),
      before ? once(answers, callOf(chart, period.before, context)) : null,
    ]);
    show(answer, earlier, call, context);
    if (chart.id === "by-channel") offer("channels", answer.items.map(({ group }) => group));
    if (chart.id === "by-brand") offer("brand-ids", answer.items.map(({ group }) => group));
  } catch (error) {
    fail(error.message);
  }
}

function once(answers, call) {
  if (!answers.has(call)) answers.set(call, ask(call, { patience: MEASURE_PATIENCE }));
  return answers.get(call);
}

function offer(list, values) {
  const options = [...new Set(values)].map((value) => element("option", { value }));
  byId(list).replaceChildren(...options);
}

function tellPeriod({ from, to }) {
  write(byId("period-told"), `${timeOf(from, place)} to ${timeOf(to, place)}, ${place.timezone}`);
}

function changed() {
  gathering =
    gathering ||
    setTimeout(() => {
      gathering = 0;
      look().catch(lost);
    }, GATHER);
  again();
}

/** As soon as the charts have rested. */
function again() {
  if (measuring || document.hidden || !may("analytics:read")) return;
  if (!periodOf(given, place, clock.now()).isLive) return;
  measure();
}

function lost() {
  if (connection) connection.restart();
  else tell("lost");
}

function tell(state) {
  byId("connection").dataset.state = state;
  write(byId("connection"), CONNECTION[state]);
}

const may = (scope) => scopes.includes(scope);

function showFilters() {
  const form = byId("filters");
  for (const [name, value] of Object.entries(given)) if (form.elements[name]) form.elements[name].value = value;
  const period = form.elements.period;
  if (period.selectedIndex < 0) period.value = "today";
  const toggle = () => {
    form.querySelectorAll(".days").forEach((label) => {
      label.hidden = period.value !== "days";
      label.querySelector("input").disabled = label.hidden;
    });
  };
  period.addEventListener("change", toggle);
  toggle();
  // What is left empty needn't stand in the address.
  form.addEventListener("submit", () => {
    [...form.elements].forEach((field) => (field.disabled = field.disabled || (field.name && !field.value)));
  });
  window.addEventListener("pageshow", () => {
    form.querySelectorAll("input, select").forEach((field) => (field.disabled = false));
    toggle();
  });
}

async function begin() {
  showFilters();
  byId("charts").append(...cards.map(({ node }) => node));
  try {
    ({ scopes } = await ask("/api/session"));
    if (may("kitchen:read")) await watch();
    else measureOnly();
  } catch (error) {
    giveUp(error);
    return;
  }
  if (may("analytics:read")) {
    await measure();
    return;
  }
  write(byId("period-told"), "Your key hasn’t the scope analytics:read, which this needs.");
  byId("charts").replaceChildren();
}

/** For who may see no kitchen. */
function measureOnly() {
  write(byId("now-told"), "Your key hasn’t the scope kitchen:read, which this needs.");
  write(byId("connection"), "");
  byId("locations").setAttribute("aria-busy", "false");
  setInterval(again, NOW_EVERY);
}

/** Live where one location is looked at, which has a feed; of several the figures are asked for again and again. */
async function watch() {
  if (locationId) place = await ask(`/api/locations/${encodeURIComponent(locationId)}`);
  write(byId("where"), place.name);
  document.title = `${place.name} – Dashboard`;
  await look();
  if (locationId && may("events:read")) connection = connect({ locationId, load: look, changed, tell });
  else tell("live");
  setInterval(poll, NOW_EVERY);
}

/** Where there is nothing to begin with. */
function giveUp(error) {
  byId("charts").replaceChildren();
  byId("locations").setAttribute("aria-busy", "false");
  write(byId("connection"), "");
  if (isUnknown(error)) return askToSignIn();
  const { knownLocations } = error.problem || {};
  if (knownLocations) return showUnheard({ known: false, knownLocations }, given);
  write(byId("now-told"), error.message);
  return error instanceof Refusal || setTimeout(() => window.location.reload(), NOW_EVERY);
}

async function poll() {
  if (document.hidden || polling) return;
  polling = true;
  try {
    await look();
    if (!connection) tell("live");
  } catch {
    lost();
  }
  polling = false;
  again();
}

function askToSignIn() {
  byId("now-told").replaceChildren(
    "Nobody is signed in. ",
    element("a", { href: "/sign-in" }, "Sign in"),
    " with a key that has the scopes kitchen:read and analytics:read.",
  );
}

begin();
