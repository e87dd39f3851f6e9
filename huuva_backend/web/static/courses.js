// Courses and bundles on a ticket: what waits to be fired, what is a heading, what is left to be made.

import { button, element, makeList, write } from "./dom.js";
import { amount } from "./wording.js";

const DONE = new Set(["READY", "CANCELLED"]);
const MARKS = { CANCELLED: "void", READY: "✓" };

const isLive = ({ status }) => status !== "CANCELLED";

/** Bundles are headings: their parts are what is made. */
export function leaves(items) {
  return items.filter(({ bundle }) => !bundle);
}

/** By which lines a ticket stands: the live ones that are made, or all where none is. */
export function counted(items) {
  const live = leaves(items).filter(isLive);
  const made = live.filter(({ toMake }) => toMake);
  return made.length > 0 ? made : live;
}

/** What a cook may begin, and has work with. */
export function isToBeMade(item) {
  return !DONE.has(item.status) && item.toMake && !item.held && !item.bundle;
}

/** Something is left that nobody holds back. */
export function isDue({ items }) {
  return counted(items).some(({ status, held }) => !DONE.has(status) && !held);
}

/** How a line stands, after what was changed of it since the ticket was touched. */
export function markOf(item) {
  if (item.amended === "VOID") return `VOID ${amount(item)}`;
  return [item.amended, standing(item)].filter(Boolean).join(" · ");
}

/** "held" waits, "fired" waits no longer and isn't begun. */
function standing({ status, held, firedAt }) {
  if (held) return "held";
  if (status === "ORDERED" && firedAt) return "fired";
  return MARKS[status] || "";
}

/** What of a line is said before its name: its course, and on a station's ticket the bundle that it is for. */
export function belonging({ course, bundleName, parentLine }, station) {
  const bundle = station !== null && parentLine !== null ? bundleName : null;
  return [course === null ? null : `Course ${course}`, bundle].filter(Boolean).join(" · ");
}

function heldCourses(items) {
  const courses = new Map();
  for (const { course, held, line } of leaves(items)) {
    if (held) courses.set(course, [...(courses.get(course) || []), line]);
  }
  return [...courses].sort(([a], [b]) => a - b).map(([course, lines]) => ({ course, lines }));
}

/** A button for each course of a ticket that is held; `fire(lines)` is called with its lines. */
export function fireButtons(displayId, fire) {
  const list = makeList(element("div", { className: "fires" }), ({ course }) => course, () => {
    let shown = null;
    const node = button("fire", "", () => fire(shown.lines));
    return {
      node,
      show(next) {
        shown = next;
        const name = next.course === null ? "held" : `course ${next.course}`;
        write(node, `Fire ${name}`);
        node.setAttribute("aria-label", `Fire ${name} of ${displayId}`);
      },
    };
  });
  return { node: list.parent, show: (items) => list.show(heldCourses(items)) };
}
