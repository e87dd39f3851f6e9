// What a ticket asks the kitchen: whether it takes the order, and whether it gives it up.

import { timeOfDay } from "./clock.js";
import { button, element, write } from "./dom.js";

const REASONS = {
  OUT_OF_STOCK: "Out of stock",
  TOO_BUSY: "Too busy",
  CLOSED: "Closed",
  INVALID_ORDER: "Invalid order",
  OTHER: "Other",
};
const OTHERWISE = { ACCEPT: "accepted", DENY: "denied" };

/**
 * Its `nodes` say what is asked, with the buttons: `answer(name, reason)` is called with "accept", "deny" and a reason,
 * "confirmCancellation" or "refuseCancellation".
 */
export function answersView(displayId, answer) {
  const waits = element("p", { className: "waits" });
  const cancel = element("p", { className: "waits" });
  const reasons = element("div", { className: "answers" });
  const deny = named("deny", "Deny", displayId, () => toggle(reasons.hidden));
  const accepting = row(named("accept", "Accept", displayId, () => answer("accept")), deny);
  const cancelling = row(
    named("confirm", "Cancel it", displayId, () => answer("confirmCancellation")),
    named("refuse", "Go on", displayId, () => answer("refuseCancellation")),
  );
  for (const [reason, text] of Object.entries(REASONS)) {
    reasons.append(named("reason", text, displayId, () => answer("deny", reason)));
  }
  toggle(false);

  function toggle(open) {
    reasons.hidden = !open;
    deny.setAttribute("aria-expanded", String(open));
  }

  return {
    nodes: [waits, accepting, reasons, cancel, cancelling],

    show({ toAccept, cancellationRequest }) {
      waits.hidden = accepting.hidden = !toAccept;
      cancel.hidden = cancelling.hidden = !cancellationRequest;
      if (!toAccept) toggle(false);
      write(waits, toAccept ? waiting(toAccept) : "");
      write(cancel, cancellationRequest ? wanted(cancellationRequest) : "");
    },
  };
}

/** "To accept until 18:30, then denied". */
function waiting({ by, outcome }) {
  return `To accept until ${timeOfDay(by)}, then ${OTHERWISE[outcome]}`;
}

/** "Cancel? ordered twice". */
function wanted({ reason }) {
  return reason ? `Cancel? ${reason}` : "Cancel?";
}

function named(className, text, displayId, touched) {
  const made = button(className, text, touched);
  made.setAttribute("aria-label", `${text} ${displayId}`);
  return made;
}

function row(...buttons) {
  return element("div", { className: "answers" }, ...buttons);
}
