// What the dashboard shows of a period. A measure of the API becomes a chart by one entry here:
//
// `path` and `question(period)` say what is asked, beside the period and the filters, which every measure takes;
// `only(item)` which items of the answer are shown; `compare` asks for the time before too; `atLeast` is how many
// days are asked about where the period is shorter, `unless` a filter that leaves nothing to be shown.
// `kind` is "series" (over time; `x` is when), "table" (a row an item; `row` names it, also
// what is nameless, `bar` is drawn)
// or "heat" (weekdays and hours of `value`, averaged). A figure is `[field, heading, unit]`.

const ANALYTICS = "/api/analytics";
const THROUGHPUT = `${ANALYTICS}/throughput`;
const DURATIONS = `${ANALYTICS}/status-durations`;

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
    id: "late",
    title: "Ready later than promised",
    path: `${ANALYTICS}/punctuality`,
    question: ({ interval }) => ({ groupBy: interval }),
    kind: "series",
    x: "group",
    figures: [["lateShare", "Late", "percent"]],
  },
  {
    id: "punctuality",
    title: "Punctuality by channel",
    path: `${ANALYTICS}/punctuality`,
    question: () => ({ groupBy: "channel" }),
    kind: "table",
    row: ["group", "Channel"],
    figures: [
      ["orders", "Orders", "count"],
      ["lateShare", "Late", "percent"],
      ["p50ErrorSeconds", "p50 after", "time"],
      ["p90ErrorSeconds", "p90 after", "time"],
    ],
    bar: "lateShare",
  },
  {
    id: "pickups",
    title: "Wait from ready to picked up",
    path: `${ANALYTICS}/pickups`,
    question: ({ interval }) => ({ groupBy: interval }),
    kind: "series",
    x: "group",
    figures: [
      ["p50Seconds", "p50", "time"],
      ["p90Seconds", "p90", "time"],
    ],
  },
  {
    id: "products",
    title: "Slowest products",
    path: `${ANALYTICS}/products`,
    question: () => ({ limit: 15 }),
    kind: "table",
    row: ["name", "Product"],
    figures: [["station", "Station", "text"], ...SHORT],
    bar: "p50Seconds",
  },
  {
    id: "cancellations",
    title: "Cancelled and recalled, with reasons",
    path: `${ANALYTICS}/cancellations`,
    question: () => ({ limit: 30 }),
    kind: "table",
    row: ["reason", "Reason", "none given"],
    figures: [
      ["setback", "What", "text"],
      ["stage", "Was", "text"],
      ["actorKind", "By", "text"],
      ["count", "Count", "count"],
      ["amount", "Amount", "money"],
      ["wastedAmount", "Wasted", "money"],
    ],
    bar: "count",
  },
  {
    id: "amendments",
    title: "Amended orders",
    path: `${ANALYTICS}/amendments`,
    question: () => ({}),
    kind: "table",
    row: ["field", "In", "anything"],
    figures: [
      ["amended", "Orders", "count"],
      ["share", "Share", "percent"],
      ["changes", "Changes", "count"],
    ],
    bar: "amended",
  },
];
