// The second tap of a double tap must not bump what has moved up meanwhile.

const DOUBLE_TAP = 400;
const SAME_SPOT = 40;

export function oneTapAtATime(area) {
  let last = { at: -Infinity, x: 0, y: 0 };
  area.addEventListener(
    "click",
    (event) => {
      if (event.detail === 0) return; // by a key
      const tap = { at: performance.now(), x: event.clientX, y: event.clientY };
      const near = Math.hypot(tap.x - last.x, tap.y - last.y) < SAME_SPOT;
      if (near && tap.at - last.at < DOUBLE_TAP) event.stopPropagation();
      else last = tap;
    },
    { capture: true },
  );
}
