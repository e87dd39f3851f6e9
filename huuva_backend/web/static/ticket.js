// One ticket on the screen. What was ordered seldom changes and is written again only then; where it stands does.

import { told } from "./amendments.js";
import { answersView } from "./answers.js";
import { ago, length } from "./clock.js";
import { collect, elsewhere, service, source } from "./context.js";
import { belonging, fireButtons, markOf } from "./courses.js";
import { button, element, makeList, rewriting, span, write } from "./dom.js";
import { isLive, isOpen, isStarted, isToPack, lateness, timeLeft } from "./tickets.js";
import { allergens, amount, modifier } from "./wording.js";

const WORDS = { warn: "soon", late: "late" };
const SIGNS = { on_time: "", warn: "▲ ", late: "!! " };

/**
 * `act(name, ticket, item)` does "bump", "start", what `answersView` names or, with an item, "touch", and "see" whatever
 * is touched; `time()` tells `now` and the `thresholds` of lateness.
 */
export function ticketView(ticket, act, time) {
  const parts = writtenOnce(ticket);
  let shown = ticket;

  const touched = (name, item) => act(name, shown, item);
  const lineOf = (item) => (item.bundle ? bundleView(item) : lineView(item, ticket, touched));
  const lines = makeList(parts.lines, ({ line }) => line, lineOf);
  const fires = fireButtons(ticket.displayId, (held) => touched("fire", held));
  const answers = answersView(ticket.displayId, touched);
  parts.changed.before(...answers.nodes);
  parts.node.append(fires.node);
  parts.start.addEventListener("click", () => touched("start"));
  parts.bump.addEventListener("click", () => touched("bump"));
  parts.node.addEventListener("click", () => touched("see"));

  function tick() {
    const { now, thresholds } = time();
    const left = timeLeft(shown, now);
    const sla = lateness(shown, thresholds, now);
    parts.node.dataset.sla = sla;
    const calm = isStarted(shown) ? "due" : "start";
    const past = shown.asap && sla !== "late" ? "now" : "late";
    write(parts.word, SIGNS[sla] + (left < 0 ? past : WORDS[sla] || calm));
    write(parts.left, length(left));
    write(parts.age, ago(now - Date.parse(shown.createdAt)));
    write(parts.about, source(shown, now));
  }

  function show(next, index) {
    shown = next;
    parts.node.inert = Boolean(next.gone);
    write(parts.key, index < 10 ? String((index + 1) % 10) : "");
    const packs = isToPack(next);
    write(parts.progress, packs ? "ready to pack" : isStarted(next) ? "in progress" : "new");
    parts.node.dataset.progress = packs ? "to-pack" : isStarted(next) ? "started" : "new";
    write(parts.bump, packs ? "Packed" : "Bump");
    parts.bump.setAttribute("aria-label", `${packs ? "Packed" : "Bump"} ${next.displayId}`);
    write(parts.elsewhere, elsewhere(next));
    parts.elsewhere.hidden = !elsewhere(next);
    parts.start.hidden = isStarted(next) || !isOpen(next);
    parts.bump.hidden = !isOpen(next);
    answers.show(next);
    write(parts.guest, next.customerName || "");
    write(parts.service, service(next));
    write(parts.collect, collect(next));
    parts.collect.hidden = !next.toCollect;
    parts.changed.hidden = !next.changed;
    write(parts.back, next.back || "");
    parts.back.hidden = !next.back;
    say(parts.note, next.note || "", parts.collect);
    say(parts.allergens, next.allergens.length > 0 ? allergens(next.allergens) : "", parts.changed);
    lines.show(next.items);
    fires.show(next.items);
    tick();
  }

  return { node: parts.node, show, tick, touched };
}

function writtenOnce(ticket) {
  const { orderId, displayId } = ticket;
  const parts = {
    key: element("span", { className: "key", "aria-hidden": "true" }),
    word: span("word"),
    left: span("left"),
    progress: span("progress"),
    age: span("age"),
    guest: span("guest"),
    service: element("p", { className: "service" }),
    about: element("p", { className: "about" }),
    elsewhere: element("p", { className: "elsewhere" }),
    back: element("p", { className: "changed back" }),
    changed: element("p", { className: "changed" }, "changed"),
    allergens: element("p", { className: "allergens" }),
    collect: element("p", { className: "collect" }),
    note: element("p", { className: "note" }),
    lines: element("ul"),
    start: button("start", "Start"),
    bump: button("bump", "Bump"),
  };
  parts.start.setAttribute("aria-label", `Start ${displayId}`);
  parts.bump.setAttribute("aria-label", `Bump ${displayId}`);
  const header = element(
    "header",
    {},
    element("h2", {}, displayId),
    parts.guest,
    element("p", { className: "due" }, parts.word, " ", parts.left),
    parts.service,
    parts.about,
    parts.elsewhere,
    element("p", { className: "since" }, parts.progress, " · ", parts.age),
    parts.key,
  );
  const name = { className: "ticket", tabIndex: -1, "aria-label": `Order ${displayId}` };
  const { changed, collect } = parts;
  parts.node = element("article", name, header, parts.back, changed, collect, parts.lines);
  parts.node.append(element("footer", {}, parts.start, parts.bump));
  parts.node.dataset.order = orderId;
  return parts;
}

/** A text after another; where there is none, nothing. */
function say(node, text, before) {
  write(node, text);
  if (!text) node.remove();
  else if (before.nextSibling !== node) before.after(node);
}

/** A heading over its parts. */
function bundleView(bundle) {
  const node = element("li", { className: "bundle" });
  const rewrite = rewriting(node, told, (item) => [
    span("heading", `${amount(item)} ${item.name}`),
    ...describing(item),
  ]);
  if (bundle.parentLine !== null) node.classList.add("part");
  node.dataset.line = bundle.line;

  function show(item) {
    node.dataset.status = item.status;
    rewrite(item);
  }

  return { node, show };
}

function lineView(ordered, { station }, touched) {
  const { line, parentLine } = ordered;
  const mark = span("mark");
  let shown = null;
  const touch = button("line", "", () => touched("touch", shown));
  const rewrite = rewriting(touch, told, (item) => [mark, ...saying(item, station)]);
  const node = element("li", {}, touch);
  if (parentLine !== null && station === null) node.classList.add("part");
  node.dataset.line = line;

  function show(item) {
    shown = item;
    node.dataset.status = item.status;
    touch.disabled = !isLive(item);
    touch.setAttribute("aria-pressed", String(item.status === "READY"));
    node.dataset.held = item.held;
    rewrite(item);
    write(mark, markOf(item));
    node.toggleAttribute("data-amended", Boolean(item.amended));
    mark.classList.toggle("voided", item.amended === "VOID");
  }

  return { node, show };
}

function saying(item, station) {
  const belongs = belonging(item, station);
  return [
    ...(belongs ? [span("belongs", belongs)] : []),
    span("quantity", amount(item)),
    span("name", item.name),
    ...describing(item),
  ];
}

/** All that is said of a line, its allergens first. */
function describing({ allergens: names, forName, modifiers, note, flags }) {
  return [
    ...(names.length > 0 ? [span("allergens", allergens(names))] : []),
    ...(forName ? [span("for", `for ${forName}`)] : []),
    ...modifiers.flatMap((extra) => modifierViews(extra, 0)),
    ...(note ? [span("note", note)] : []),
    ...flags.map((flag) => span("flag", flag.replace(/-/g, " "))),
  ];
}

/** With its note and its own modifiers, one step further in. */
function modifierViews(extra, depth) {
  const view = span("modifier", modifier(extra));
  view.dataset.action = extra.action;
  const views = extra.note ? [view, span("note", extra.note)] : [view];
  views.forEach((one) => one.style.setProperty("--depth", depth));
  return [...views, ...extra.modifiers.flatMap((inner) => modifierViews(inner, depth + 1))];
}
