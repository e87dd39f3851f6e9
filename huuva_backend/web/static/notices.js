// What a page says: what went wrong for all to see, the rest for those who listen.

import { button, byId, element, span, write } from "./dom.js";

const SHOWN_FOR = 12000;
const IN_SIGHT = 3;

/**
 * Stays until it is touched where it is `urgent`, else for a while. Of an order (`about`, its id) only the newest word of
 * either kind stays, so that the screen isn't buried.
 */
export function warn(text, { urgent = false, about = null } = {}) {
  const notice = element("div", { className: "notice" }, element("p", {}, text));
  notice.append(button("close", "OK", () => close(notice)));
  if (!urgent) setTimeout(() => close(notice), SHOWN_FOR);
  if (about) {
    remove(said(about, urgent));
    Object.assign(notice.dataset, { about, urgent });
  }
  byId("notices").append(notice);
  crowd();
}

/** What could not be done to the order is done now. */
export function settle(orderId) {
  remove(said(orderId, false));
  crowd();
}

export function closeNewest() {
  const newest = all().pop();
  if (newest) close(newest);
}

export function announce(text) {
  write(byId("announcements"), text);
}

/** Oldest first. */
function all() {
  return [...byId("notices").querySelectorAll(".notice:not(.more)")];
}

function said(about, urgent) {
  return all().filter(({ dataset }) => dataset.about === about && dataset.urgent === String(urgent));
}

function close(notice) {
  remove([notice]);
  crowd();
}

function remove(notices) {
  notices.forEach((notice) => notice.remove());
}

/** The newest are in sight, and how many there are beside them. */
function crowd() {
  const notices = all();
  const beside = Math.max(notices.length - IN_SIGHT, 0);
  notices.forEach((notice, at) => (notice.hidden = at < beside));
  byId("notices").querySelector(".more")?.remove();
  if (beside > 0) byId("notices").prepend(more(beside));
}

function more(beside) {
  const closeAll = button("close", "Close all", () => {
    remove(all());
    crowd();
  });
  return element("div", { className: "notice more" }, span("", `${beside} more`), closeAll);
}
