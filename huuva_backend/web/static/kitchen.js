// The page /kitchen: a display and what shows it, put together.

import { Refusal, query } from "./api.js";
import { opensWithoutLocation, readAddress } from "./address.js";
import { makeAmendments } from "./amendments.js";
import { makeBell } from "./bell.js";
import { timeOfDay } from "./clock.js";
import { gapCloser } from "./columns.js";
import { openDisplay } from "./display.js";
import { byId, makeList, write } from "./dom.js";
import { makeIntake } from "./intake.js";
import { choose, listenToKeys, place } from "./keyboard.js";
import { announce, closeNewest, settle, warn } from "./notices.js";
import { allDayPanel, readyPanel, stationFilter, summary } from "./panels.js";
import { guardAim, makePlaces } from "./places.js";
import { makeReminder } from "./reminder.js";
import { oneTapAtATime } from "./taps.js";
import { ticketView } from "./ticket.js";
import { isOpen, isShown } from "./tickets.js";
import { showUnheard } from "./unheard.js";
import { amount, unsent } from "./wording.js";

const PARAMETERS = ["locationId", "station", "name"];
const PANELS = ["ready", "all-day", "settings"];
// What can't be seen and comes by pasting: the server takes no name that has it.
const REFUSED = /[\p{Cc}\p{Bidi_Control}]/gu;
const watcher = {
  drawn,
  connected,
  arrived,
  recalled,
  amended,
  asked,
  voided,
  fired,
  cancelled,
  done,
  refused,
};

const given = readAddress(PARAMETERS);
const settings = readSettings();
const look = guardAim(byId("tickets"));
const closeGaps = gapCloser(look);
const places = makePlaces(byId("tickets"), drawn);
const list = makeList(
  byId("tickets"),
  ({ orderId }) => orderId,
  (ticket) => closeGaps(ticketView(ticket, act, time)),
);
const showAllDay = allDayPanel();
const showReady = readyPanel(act);
const stations = stationFilter(chooseStation);
const bell = makeBell(showBell);
const amendments = makeAmendments();
const reminder = makeReminder();
let display = null;
const intake = makeIntake(() => isHeardOf() && settings.locationId);

function readSettings() {
  const text = (name) => (given[name] || "").replace(REFUSED, "").trim();
  return {
    locationId: text("locationId") || "main",
    station: text("station") || null,
    name: text("name").slice(0, 40),
  };
}

function open() {
  const { locationId, station, name } = settings;
  write(byId("where"), name || locationId);
  document.title = `${station || "Kitchen"} · ${locationId}`;
  for (const [field, value] of Object.entries(settings)) byId(`set-${field}`).value = value || "";
  stations.show(null, station);
  display = openDisplay(settings, watcher, amendments);
}

/** Without leaving the page, for the browser would then want a touch again before it lets us ring. */
function chooseStation(station) {
  settings.station = station;
  window.history.replaceState(null, "", `?${query(settings)}`);
  display.stop();
  list.show([]);
  byId("tickets").setAttribute("aria-busy", "true");
  open();
}

/** Of the location, as far as the display knows. */
function isHeardOf() {
  return display !== null && (display.whole().known || display.all().length > 0);
}

function time() {
  return { now: display.now(), thresholds: display.thresholds() };
}

function act(name, ticket, item) {
  reminder.touch(ticket.orderId);
  display[name](ticket, item);
}

function drawn() {
  const tickets = display.all();
  const shown = tickets.filter(isShown);
  const chosen = chosenTicket();
  list.show(places.arrange(shown));
  look();
  if (chosen && place(document.activeElement) < 0) unchoose(chosen);
  byId("tickets").setAttribute("aria-busy", "false");
  showUnheard(tickets.length > 0 ? {} : display.whole(), settings);
  byId("nothing").hidden = shown.length > 0;
  showAllDay(tickets);
  showReady(tickets);
  stations.show(display.stations(), display.station, tickets);
  write(byId("summary"), summary(tickets.filter(isOpen), display.held()));
  byId("undo").disabled = !display.canUndo();
  const waiting = display.waiting().length;
  byId("waiting").hidden = waiting === 0;
  write(byId("waiting"), waiting > 0 ? unsent(waiting) : "");
  intake.lookAtFirst();
}

function chosenTicket() {
  const at = place(document.activeElement);
  return at < 0 ? null : { at, ...document.activeElement.closest(".ticket").dataset };
}

/** What we bumped ourselves makes room for the next; where another did, nothing is chosen, or its `Enter` would hit the wrong one. */
function unchoose({ at, order }) {
  if (display.isOurs(order)) choose(at);
  else announce("What was chosen has left");
}

function connected(state, why) {
  const refusal = why instanceof Refusal ? ` ${why.message}.` : "";
  const at = display ? ` at ${timeOfDay(display.now())}` : "";
  const texts = {
    connecting: "Connecting…",
    live: "Live",
    lost: `Connection lost${at}.${refusal} Trying again…`,
  };
  byId("connection").dataset.state = state;
  write(byId("connection"), texts[state]);
}

function arrived(tickets) {
  bell.ring("arrived");
  const names = tickets.map(({ displayId }) => displayId).join(", ");
  announce(`New ${tickets.length === 1 ? "order" : "orders"}: ${names}`);
}

function remind() {
  const due = reminder.due(display.all(), display.now(), display.whole().ringAgainSeconds);
  if (due.length === 0) return;
  bell.ring("arrived");
  announce(`Still waiting: ${due.map(({ displayId }) => displayId).join(", ")}`);
}

function recalled({ displayId, back }) {
  bell.ring("back");
  announce(`${displayId}: ${back}`);
}

function amended(tickets) {
  bell.ring("changed");
  announce(`Changed: ${tickets.map(({ displayId }) => displayId).join(", ")}`);
}

/** Somebody wants them cancelled. */
function asked(tickets) {
  bell.ring("asked");
  announce(`Cancel? ${tickets.map(({ displayId }) => displayId).join(", ")}`);
}

/** Nothing is left to be made of a ticket, so that it can't say so itself. */
function voided({ displayId, orderId }, items) {
  bell.ring("voided");
  const lines = items.map((item) => `${amount(item)} ${item.name}`).join(", ");
  warn(`${displayId}: VOID ${lines}`, { urgent: true, about: orderId });
}

function fired({ displayId }) {
  bell.ring("fired");
  announce(`Fired: ${displayId}`);
}

function cancelled({ displayId, orderId }) {
  warn(`${displayId} was cancelled.`, { urgent: true, about: orderId });
}

/** Whatever was refused of it before. */
function done({ orderId }) {
  settle(orderId);
}

function refused({ displayId, orderId, verb, waits }, why) {
  const urgent = Boolean(waits); // nobody looks for the answer to what they did a while ago
  if (why instanceof Refusal) {
    const { current, changedBy } = why.problem;
    const now = current ? ` It is ${current}, by ${changedBy}.` : "";
    warn(`${displayId} could not be ${verb}: ${why.message}${now}`, { urgent, about: orderId });
  } else {
    warn(`${displayId} was perhaps not ${verb}: ${why.message}`, { about: orderId });
  }
}

function undo() {
  const undone = display.undo();
  announce(undone ? `${undone.displayId}: ${undone.verb}, taken back` : "Nothing to take back");
}

function showBell() {
  const sound = byId("sound");
  if (bell.isBlocked()) sound.dataset.sound = "blocked";
  else sound.dataset.sound = bell.isMuted() ? "muted" : "on";
  sound.setAttribute("aria-pressed", String(!bell.isMuted()));
  sound.setAttribute("aria-label", bell.isBlocked() ? "Allow sound" : "Sound");
}

/** One panel at a time; without a name, none. */
function toggle(name = null) {
  for (const panel of PANELS) {
    byId(panel).hidden = panel !== name || !byId(panel).hidden;
    byId(`${panel}-button`).setAttribute("aria-expanded", String(!byId(panel).hidden));
  }
}

function touchTicket(name) {
  return (node) => {
    const view = list.views().find((one) => one.node === node);
    if (!view) return;
    view.touched(name);
    view.touched("see");
  };
}

const KEYS = {
  a: () => toggle("all-day"),
  escape: () => toggle(),
  f: stations.next,
  l: () => toggle("ready"),
  p: touchTicket("start"),
  r: undo,
  s: bell.toggle,
  x: closeNewest,
};

for (const panel of PANELS) byId(`${panel}-button`).addEventListener("click", () => toggle(panel));
byId("undo").addEventListener("click", undo);
byId("sound").addEventListener("click", bell.toggle);
byId("sound").addEventListener("pointerup", (event) => event.stopPropagation());

async function begin() {
  if (!given.locationId && !(await opensWithoutLocation(given))) return;
  oneTapAtATime(byId("tickets"));
  listenToKeys(KEYS, touchTicket("bump"));
  open();
  setInterval(() => {
    list.views().forEach((view) => view.tick());
    remind();
  }, 1000);
}

showBell();
begin();
