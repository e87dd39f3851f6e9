// The local time of a location, and the period that is looked at.

const DAY = 86400000;
const PERIODS = { today: [0, 0], yesterday: [1, 1], "7days": [6, 0], "28days": [27, 0] };
const WEEK = 7;
const formats = new Map();

function formatOf(zone) {
  if (!formats.has(zone)) {
    const fields = { year: "numeric", month: "numeric", day: "numeric" };
    const clock = { hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" };
    formats.set(zone, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...fields, ...clock }));
  }
  return formats.get(zone);
}

/** What the clock in `zone` shows at an instant, as milliseconds that UTC would show it at. */
export function wall(instant, zone) {
  const told = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) told[type] = Number(value);
  return Date.UTC(told.year, told.month - 1, told.day, told.hour, told.minute, told.second);
}

/** The instant at which it shows that. */
function instantOf(shown, zone) {
  const near = shown - (wall(shown, zone) - shown);
  return shown - (wall(near, zone) - near);
}

function startOf({ dayStartsAt }) {
  const [hours, minutes] = dayStartsAt.split(":").map(Number);
  return (hours * 60 + minutes) * 60000;
}

/** The business day of an instant, as the midnight of its date in UTC. */
export function dayOf(instant, place) {
  return Math.floor((wall(instant, place.timezone) - startOf(place)) / DAY) * DAY;
}

function beginOf(day, place) {
  return instantOf(day + startOf(place), place.timezone);
}

/**
 * What the address asks for at `now`: `from` and `to` as instants, whole business days; `before` is as much a
 * week or several earlier, and so far only as this one has come.
 */
export function periodOf({ period, from, to }, place, now) {
  const [first, last] = daysOf({ period, from, to }, dayOf(now, place));
  const days = Math.round((last - first) / DAY) + 1;
  const shift = Math.ceil(days / WEEK) * WEEK;
  const begin = beginOf(first, place);
  const end = beginOf(last + DAY, place);
  const elapsed = Math.max(begin, Math.min(end, now));
  return {
    from: begin,
    to: end,
    interval: days > 2 ? "day" : "hour",
    isLive: begin <= now && now < end,
    shift,
    /** The beginning of so many days that end as the period does, or of the period where that is longer. */
    ofAtLeast: (wanted) => Math.min(begin, beginOf(last - (wanted - 1) * DAY, place)),
    before: { from: beginOf(first - shift * DAY, place), to: earlier(elapsed, shift, place) },
  };
}

function daysOf({ period, from, to }, today) {
  const given = period === "days" && [from, to].map((date) => Date.parse(`${date}T00:00:00Z`));
  if (given && given.every((day) => !Number.isNaN(day))) return given.sort((a, b) => a - b);
  return (PERIODS[period] || PERIODS.today).map((ago) => today - ago * DAY);
}

function earlier(instant, days, place) {
  return instantOf(wall(instant, place.timezone) - days * DAY, place.timezone);
}

/** The same time of the clock so many days before, as `wall` has it. */
export function wallBefore(instant, days, { timezone }) {
  return wall(instant, timezone) - days * DAY;
}

/** "Mon 30 Nov", or "18:00" of the hours of a day or two. */
export function stampOf(instant, { timezone }, interval) {
  const date = { weekday: "short", day: "numeric", month: "short" };
  const clock = { hour: "2-digit", minute: "2-digit" };
  const fields = interval === "day" ? date : clock;
  return new Intl.DateTimeFormat("en-GB", { timeZone: timezone, ...fields })
    .format(instant)
    .replace(",", "");
}

/** "28 Nov 2026, 04:00". */
export function timeOf(instant, { timezone }) {
  const fields = { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat("en-GB", { timeZone: timezone, ...fields }).format(instant);
}

/** Weekday (0 is Monday) of the business day, and the hour of the clock. */
export function weekdayAndHour(instant, place) {
  const weekday = (new Date(dayOf(instant, place)).getUTCDay() + 6) % WEEK;
  return [weekday, new Date(wall(instant, place.timezone)).getUTCHours()];
}

export function hoursFrom(place) {
  const first = Math.floor(startOf(place) / 3600000);
  return [...Array(24).keys()].map((hour) => (hour + first) % 24);
}
