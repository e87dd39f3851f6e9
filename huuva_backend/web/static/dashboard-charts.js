// What the dashboard shows of a period. A measure of the API becomes a chart by one entry here:
//
// `path` and `question(period)` say what is asked, beside the period and the filters, which every measure takes;
// `only(item)` which items of the answer are shown; `compare` asks for the time before too; `atLeast` is how many
// days are asked about where the period is shorter, `unless` a filter that leaves nothing to be shown.
// `kind` is "series" (over time; `x` is when), "table" (a row an item; `row` names it, `bar` is drawn)
// or "heat" (weekdays and hours of `value`, averaged). A figure is `[field, heading, unit]`.

const THROUGHPUT = "/api/analytics/throughput";
const DURATIONS = "/api/analytics/status-durations";

const FLOW = [
  ["received", "Received", "count"],
  ["ready", "Ready", "count"],
  ["pickedUp", "Picked up", "count"],
  ["cancelled", "Cancelled", "count"],
];
const LENGTHS = [
  ["count", "Stays", "count"],
  ["averageSeconds", "Average", "time"],
  ["p50Seconds", "p50", "time"],
  ["p90Seconds", "p90", "time"],
  ["p95Seconds", "p95", "time"],
  ["maxSeconds", "Longest", "time"],
];
const SHORT = LENGTHS.filter(([field]) => /^(count|average|p50|p90)/.test(field));
const preparing = ({ status }) => status === "PREPARING";
const found = ({ count }) => count > 0;

function sideBySide(groupBy, title, heading, unless) {
  return {
    unless,
    id: `by-${groupBy}`,
    title,
    path: DURATIONS,
    question: () => ({ groupBy }),
    only: preparing,
    kind: "table",
    row: ["group", heading],
    figures: SHORT,
    bar: "p50Seconds",
  };
}

export const CHARTS = [
  {
    id: "throughput",
    title: "Throughput",
    path: THROUGHPUT,
    question: ({ interval }) => ({ interval }),
    compare: "received",
    kind: "series",
    x: "start",
    figures: FLOW,
  },
  {
    id: "preparing",
    title: "Time in preparation",
    path: DURATIONS,
    question: ({ interval }) => ({ groupBy: interval }),
    only: preparing,
    kind: "series",
    x: "group",
    figures: [
      ["p50Seconds", "p50", "time"],
      ["p90Seconds", "p90", "time"],
    ],
  },
  {
    id: "durations",
    title: "Time in status, orders",
    path: DURATIONS,
    question: () => ({}),
    kind: "table",
    row: ["status", "Status"],
    figures: LENGTHS,
    bar: "p90Seconds",
  },
  {
    id: "item-durations",
    title: "Time in status, items",
    path: DURATIONS,
    question: () => ({ subject: "item" }),
    kind: "table",
    row: ["status", "Status"],
    figures: LENGTHS,
    bar: "p90Seconds",
  },
  {
    id: "heat",
    title: "Orders received an hour, on average",
    path: THROUGHPUT,
    question: () => ({ interval: "hour" }),
    atLeast: 28,
    kind: "heat",
    x: "start",
    figures: [["received", "Received", "average"]],
  },
  sideBySide("channel", "Preparation by channel", "Channel", "channel"),
  sideBySide("brand", "Preparation by brand", "Brand", "brandId"),
  sideBySide("location", "Preparation by location", "Location", "locationId"),
  {
    id: "cancels",
    title: "Cancelled, by the status reached",
    path: DURATIONS,
    question: () => ({ endedBy: "cancel" }),
    only: found,
    kind: "table",
    row: ["status", "Was"],
    figures: SHORT,
    bar: "count",
  },
  {
    id: "recalls",
    title: "Recalled, by the status left",
    path: DURATIONS,
    question: () => ({ endedBy: "recall" }),
    only: found,
    kind: "table",
    row: ["status", "Was"],
    figures: SHORT,
    bar: "count",
  },
];
