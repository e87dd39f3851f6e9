// One chart: its figures, what they mean, and the ways to them that aren't this page.

import { query } from "./api.js";
import { element, span, write } from "./dom.js";
import { colourOf, figure, makePlot } from "./dashboard-plot.js";
import { hoursFrom, stampOf, timeOf, wall, wallBefore, weekdayAndHour } from "./dashboard-time.js";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LEVELS = 5;
const KINDS = { series: seriesView, table: tableView, heat: heatView };

/** The question that a chart asks about `from` to `to`. */
export function callOf(chart, { from, to }, context) {
  const { place, filters, period } = context;
  const begin = chart.atLeast ? period.ofAtLeast(chart.atLeast) : from;
  const asked = {
    from: new Date(begin).toISOString(),
    to: new Date(to).toISOString(),
    timezone: place.timezone,
    dayStart: place.dayStartsAt,
    ...filters,
    ...chart.question(period),
  };
  return `${chart.path}?${query(asked)}`;
}

/** Shows answers, the one of the time before too where the chart compares. */
export function makeCard(chart) {
  const api = element("a", {}, "API");
  const csv = element("a", { download: `${chart.id}.csv` }, "CSV");
  const body = element("div", { className: "body" }, element("p", { className: "soft" }, "…"));
  const meaning = element("p");
  const counted = element("p", { className: "soft" });
  const since = element("p", { className: "soft" });
  const title = element("h3", { id: `${chart.id}-title` }, chart.title);
  api.setAttribute("aria-label", `API call of ${chart.title}`);
  csv.setAttribute("aria-label", `CSV of ${chart.title}`);
  const node = element(
    "article",
    { id: chart.id, className: chart.kind, "aria-labelledby": title.id, "aria-busy": "true" },
    element("header", {}, title, element("p", { className: "ways" }, api, csv)),
    since,
    body,
    element("details", { className: "meaning" }, element("summary", {}, "What is counted"), meaning, counted),
  );
  csv.addEventListener("click", (event) => {
    event.preventDefault();
    download(csv).catch(() => write(since, "The server gave no CSV."));
  });
  let view = null;

  return {
    node,
    show(answer, before, call, context) {
      const { period, place } = context;
      api.href = call;
      csv.href = call;
      if (view === null) {
        body.replaceChildren();
        view = KINDS[chart.kind](chart, body, context);
      }
      const items = (told) => told.items.filter(chart.only || (() => true));
      view(items(answer), before && items(before), context);
      write(meaning, answer.definition);
      write(since, chart.atLeast ? `Since ${timeOf(period.ofAtLeast(chart.atLeast), place)}.` : "");
      write(counted, countedOf(answer, context));
      node.setAttribute("aria-busy", "false");
    },
    fail(message) {
      view = null;
      body.replaceChildren(element("p", { className: "failed", role: "status" }, message));
      node.setAttribute("aria-busy", "false");
    },
  };
}

function countedOf({ n, excluded, exact, asOf }, { place }) {
  const out = excluded.filter(({ count }) => count > 0).map(({ cause, count }) => `${count} ${cause}`);
  const left = out.length > 0 ? ` Left out: ${out.join(", ")}.` : "";
  return `${n} counted, ${exact ? "exactly" : "an estimate"}, as of ${timeOf(Date.parse(asOf), place)}.${left}`;
}

/** A link can't say that it wants CSV: the API tells it by a header. */
async function download(link) {
  const answer = await fetch(link.href, { headers: { Accept: "text/csv" } });
  if (!answer.ok) throw new Error(answer.statusText);
  const url = URL.createObjectURL(await answer.blob());
  element("a", { href: url, download: link.download }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

function cell(tag, text, properties = {}) {
  return element(tag, properties, text);
}

function makeTable(caption, headings) {
  const rows = element("tbody");
  const head = element("tr", {}, ...headings.map((text) => cell("th", text, { scope: "col" })));
  const table = element("table", {}, cell("caption", caption, { className: "unseen" }), element("thead", {}, head), rows);
  // Can be scrolled by keys where it is too wide.
  return [element("div", { className: "wide", tabIndex: 0, role: "region", "aria-label": caption }, table), rows];
}

function seriesView(chart, body, context) {
  const { place } = context;
  const sums = element("dl", { className: "sums" });
  const legend = element("ul", { className: "legend" });
  const area = element("div", { className: "plot", role: "img", "aria-label": `${chart.title} over time; the figures follow` });
  const pointed = element("p", { className: "pointed soft", "aria-hidden": "true" });
  const compared = chart.compare ? ["Before"] : [];
  const headings = ["Time", ...chart.figures.map(([, heading]) => heading), ...compared];
  const [table, rows] = makeTable(chart.title, headings);
  body.append(sums, legend, area, pointed, element("details", {}, element("summary", {}, "Figures"), table));
  let shown = { stamps: [], lines: [] };
  const plot = makePlot(area, place.timezone, (index) => write(pointed, at(index)));

  function at(index) {
    if (index === null || index === undefined || index >= shown.stamps.length) return "";
    const told = shown.lines.map(({ label, unit, values }) => `${label} ${figure(values[index], unit)}`);
    return [stampOf(shown.stamps[index], place, shown.interval), ...told].join(" · ");
  }

  return (items, before, { period, now }) => {
    const stamps = items.map((item) => Date.parse(item[chart.x]));
    const value = (item, field, index) => (stamps[index] > now ? null : item[field]);
    const { interval } = period;
    const lines = chart.figures.map(([field, label, unit]) => ({
      label,
      unit,
      interval,
      values: items.map((item, index) => value(item, field, index)),
    }));
    if (before) lines.push(lineBefore(chart, stamps, before, period, place));
    shown = { stamps, lines, interval };
    plot(stamps, lines);
    legend.replaceChildren(...lines.map(({ label, isBefore }, index) => keyOf(label, colourOf(index, isBefore))));
    if (chart.compare) sums.replaceChildren(...sumsOf(chart, items, before, period));
    rows.replaceChildren(...stamps.map((instant, index) => rowOf(stampOf(instant, place, interval), lines, index)));
  };
}

function rowOf(heading, lines, index) {
  const told = lines.map(({ unit, values }) => cell("td", figure(values[index], unit)));
  return element("tr", {}, cell("th", heading, { scope: "row" }), ...told);
}

function keyOf(label, colour) {
  const mark = span("key");
  mark.style.background = colour;
  return element("li", {}, mark, label);
}

/** What was at the same time of the clock a week before, or several. */
function lineBefore(chart, stamps, before, { shift, interval }, place) {
  const known = new Map(before.map((item) => [wall(Date.parse(item[chart.x]), place.timezone), item[chart.compare]]));
  const values = stamps.map((instant) => {
    const found = known.get(wallBefore(instant, shift, place));
    return found === undefined ? null : found;
  });
  const [, label, unit] = chart.figures.find(([field]) => field === chart.compare);
  return { label: `${label}, ${weeks(shift)} before`, unit, interval, values, isBefore: true };
}

function weeks(shift) {
  return shift === 7 ? "a week" : `${shift / 7} weeks`;
}

function sumsOf(chart, items, before, { shift }) {
  const sum = (of, field) => of.reduce((total, item) => total + item[field], 0);
  return chart.figures.flatMap(([field, heading, unit]) => {
    const after = before ? [element("small", {}, `${figure(sum(before, field), unit)} ${weeks(shift)} before`)] : [];
    const value = element("strong", {}, figure(sum(items, field), unit));
    return [element("div", {}, element("dt", {}, heading), element("dd", {}, value, " ", ...after))];
  });
}

function tableView(chart, body) {
  const [, heading] = chart.row;
  const [table, rows] = makeTable(chart.title, [heading, ...chart.figures.map(([, name]) => name)]);
  const nothing = element("p", { className: "soft", hidden: true }, "Nothing in this period.");
  body.append(table, nothing);
  return (items) => {
    const most = Math.max(...items.map((item) => item[chart.bar] || 0));
    nothing.hidden = items.length > 0;
    table.hidden = items.length === 0;
    rows.replaceChildren(...items.map((item) => itemRow(chart, item, most)));
  };
}

function itemRow(chart, item, most) {
  const cells = chart.figures.map(([name, , unit]) => {
    const told = cell("td", figure(item[name], unit, item));
    if (name === chart.bar && most > 0) told.append(barOf((item[name] || 0) / most));
    return told;
  });
  const [field, , nameless = "–"] = chart.row;
  return element("tr", {}, cell("th", item[field] === null ? nameless : item[field], { scope: "row" }), ...cells);
}

function barOf(share) {
  const bar = span("bar");
  bar.style.width = `${Math.round(share * 100)}%`;
  return bar;
}

function heatView(chart, body) {
  const [[field, , unit]] = chart.figures;
  const [table, rows] = makeTable(chart.title, ["Hour", ...WEEKDAYS]);
  body.append(table);
  return (items, _, { place, now }) => {
    const cells = new Map();
    for (const item of items) {
      const instant = Date.parse(item[chart.x]);
      const key = weekdayAndHour(instant, place).join();
      const [sum, count] = cells.get(key) || [0, 0];
      if (instant <= now) cells.set(key, [sum + item[field], count + 1]);
    }
    const average = (weekday, hour) => {
      const [sum, count] = cells.get(`${weekday},${hour}`) || [0, 0];
      return count > 0 ? sum / count : null;
    };
    const hours = hoursFrom(place);
    const busy = hours.filter((hour) => WEEKDAYS.some((_name, weekday) => average(weekday, hour) > 0));
    const shown = hours.slice(hours.indexOf(busy[0]), hours.indexOf(busy[busy.length - 1]) + 1);
    const most = Math.max(...[...cells.values()].map(([sum, count]) => sum / count));
    rows.replaceChildren(
      ...(busy.length > 0 ? shown : []).map((hour) => {
        const told = WEEKDAYS.map((_name, weekday) => heatCell(average(weekday, hour), most, unit));
        return element("tr", {}, cell("th", `${String(hour).padStart(2, "0")}:00`, { scope: "row" }), ...told);
      }),
    );
  };
}

function heatCell(value, most, unit) {
  const made = cell("td", figure(value, unit));
  made.dataset.level = value > 0 ? Math.ceil((value / most) * LEVELS) : 0;
  return made;
}
