// The server's time. A tablet's own clock may be wrong, so it is only asked how much time has passed.

export function serverClock() {
  let ahead = Date.now() - performance.now();
  return {
    /** `now` is what the server's clock said in the answer that has just come. */
    set(now) {
      ahead = Date.parse(now) - performance.now();
    },
    now: () => performance.now() + ahead,
  };
}

/** "3:09", or "2 h 05" where seconds don't matter any more. */
export function length(milliseconds) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 100) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)}`;
}

/** "just now", "14 min ago". */
export function ago(milliseconds) {
  const minutes = Math.floor(milliseconds / 60000);
  if (minutes < 1) return "just now";
  return minutes < 100 ? `${minutes} min ago` : `${length(milliseconds)} ago`;
}

/** "18:05" by the tablet's time zone. */
export function timeOfDay(instant) {
  return new Date(instant).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** As `timeOfDay`, after the day where that isn't the day of `now`: "Sun 1 Feb 18:05". */
export function when(instant, now) {
  const time = new Date(instant);
  if (time.toDateString() === new Date(now).toDateString()) return timeOfDay(instant);
  const day = time.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short" });
  return `${day.replace(",", "")} ${timeOfDay(instant)}`;
}

function two(number) {
  return String(number).padStart(2, "0");
}
