// Keys of a bump bar or a keyboard: digits and arrows choose, Enter and Space bump, letters do the rest.

import { byId } from "./dom.js";

const ACROSS = { ArrowLeft: -1, ArrowRight: 1 };
const WITHIN = { ArrowUp: -1, ArrowDown: 1 };

/** `keys` are functions by the key's name, given the ticket's node that is chosen, or null; so is `bump`. */
export function listenToKeys(keys, bump) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input")) return;
    if (handle(event, keys, bump)) event.preventDefault();
  });
}

/** Whether the key was one of ours. */
function handle({ key, target, repeat }, keys, bump) {
  const ticket = target.closest(".ticket");
  const name = key.toLowerCase();
  const confirms = key === "Enter" || key === " ";
  if (key in ACROSS) choose(place(target) + ACROSS[key]);
  else if (key in WITHIN) step(target, WITHIN[key]);
  else if (repeat && confirms) return true; // held down, it must not bump ticket after ticket
  else if (/^[0-9]$/.test(key)) focus(byId("tickets").children[(Number(key) + 9) % 10]);
  else if (confirms && ticket === target) bump(ticket);
  else if (!repeat && name in keys) keys[name](ticket);
  else return false;
  return true;
}

/** Where a node is among the tickets; -1 where it is elsewhere. */
export function place(node) {
  return nodes().indexOf(node.closest(".ticket"));
}

/** Focus the ticket there, or the nearest. */
export function choose(index) {
  const tickets = nodes();
  focus(tickets[Math.min(Math.max(index, 0), tickets.length - 1)]);
}

function nodes() {
  return [...byId("tickets").children].filter((node) => !node.inert);
}

function focus(node) {
  if (node) node.focus();
}

/** From a ticket to its lines and back. */
function step(target, by) {
  const ticket = target.closest(".ticket");
  if (!ticket) {
    choose(0);
    return;
  }
  const stops = [ticket, ...ticket.querySelectorAll(".line:enabled")];
  focus(stops[stops.indexOf(target) + by]);
}
