// What a page says: what went wrong for all to see, the rest for those who listen.

import { button, byId, element, write } from "./dom.js";

const SHOWN_FOR = 12000;

/** Stays until it is touched where it is `urgent`, else for a while. */
export function warn(text, { urgent = false } = {}) {
  const notice = element("div", { className: "notice" }, element("p", {}, text));
  const remove = () => notice.remove();
  notice.append(button("close", "OK", remove));
  if (!urgent) setTimeout(remove, SHOWN_FOR);
  byId("notices").append(notice);
}

export function announce(text) {
  write(byId("announcements"), text);
}
