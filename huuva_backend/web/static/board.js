// The page /board: who waits sees how far the orders are.

import { opensWithoutLocation, readAddress } from "./address.js";
import { ask, query } from "./api.js";
import { serverClock } from "./clock.js";
import { connect } from "./connection.js";
import { byId, element, makeList, write } from "./dom.js";
import { announce } from "./notices.js";
import { showUnheard } from "./unheard.js";

const GATHER = 300;
const SURE_EVERY = 60000;
const FRESH_FOR = 60000;
const SIZES = [15, 12, 10, 9, 8, 7, 6, 5, 4];
const CONNECTION = {
  connecting: "Connecting…",
  live: "Up to date",
  lost: "Connection lost: this may not be up to date.",
};

const given = readAddress(["locationId", "name"]);
const { locationId = "main", name } = given;
const clock = serverClock();
const preparing = makeList(byId("preparing-list"), ({ key }) => key, callView);
const ready = makeList(byId("ready-list"), ({ key }) => key, callView);
let connection = null;
let called = null;
let gathering = 0;
let turn = Promise.resolve();

function callView({ displayId, mark }) {
  const node = element("li", {}, displayId);
  if (mark) node.append(" ", element("small", {}, mark));
  let since = NaN;
  const tick = () => node.classList.toggle("fresh", clock.now() - since < FRESH_FOR);
  function show(call) {
    since = Date.parse(call.since);
    tick();
  }
  return { node, show, tick };
}

/** One after the other, so that no older answer can come after a newer one. */
function load() {
  const loaded = turn.then(async () => {
    const board = await ask(`/api/kitchen/board?${query({ locationId })}`);
    clock.set(board.now);
    draw(board);
    return board.asOf;
  });
  turn = loaded.catch(() => {});
  return loaded;
}

function draw(board) {
  showUnheard(board, { locationId, name });
  preparing.show(keyed(board.preparing));
  // The newest first: who has seen theirs doesn't look any more.
  ready.show(keyed(board.ready).reverse());
  fit();
  const names = board.ready.map(({ displayId, mark }) => (mark ? `${displayId} ${mark}` : displayId));
  const news = names.filter((name) => called && !called.includes(name));
  if (news.length > 0) announce(`Ready: ${news.join(", ")}`);
  called = names;
}

/** Who is called the same has another mark, unless the very same id was used again. */
function keyed(calls) {
  const times = new Map();
  return calls.map((call) => {
    const called = JSON.stringify([call.displayId, call.mark]);
    const time = (times.get(called) || 0) + 1;
    times.set(called, time);
    return { ...call, key: `${called} ${time}` };
  });
}

/** The largest letters with which all of a list is seen; the smallest may break. */
function fit() {
  for (const { parent } of [preparing, ready]) {
    const hasRoom = (size, index) => {
      parent.style.fontSize = `${size}vmin`;
      parent.dataset.smallest = index === SIZES.length - 1;
      return parent.scrollHeight <= parent.clientHeight && parent.scrollWidth <= parent.clientWidth;
    };
    SIZES.some(hasRoom);
  }
}

function changed() {
  gathering =
    gathering ||
    setTimeout(() => {
      gathering = 0;
      load().catch(connection.restart);
    }, GATHER);
}

function tell(state) {
  byId("connection").dataset.state = state;
  byId("connection").classList.toggle("unseen", state === "live");
  write(byId("connection"), CONNECTION[state]);
}

if (name) {
  document.title = name;
  write(byId("name"), name);
  byId("name").classList.remove("unseen");
}

async function begin() {
  if (!given.locationId && !(await opensWithoutLocation(given))) return;
  connection = connect({ locationId, load, changed, tell });
  window.addEventListener("resize", fit);
  setInterval(() => ready.views().forEach((view) => view.tick()), 1000);
  setInterval(() => load().catch(connection.restart), SURE_EVERY);
}

begin();
