// Lines over time, drawn by uPlot. The same figures stand in a table beside it for who can't see them.

import { length } from "./clock.js";

const HEIGHT = 220;
const COLOURS = ["#5cb8ff", "#7ddc8b", "#ffc233", "#ff9d94"];
const BEFORE = "#b9c4cf";
const AXIS = { stroke: BEFORE, grid: { stroke: "#2f3a45", width: 1 }, ticks: { stroke: "#2f3a45", width: 1 } };

const whole = new Intl.NumberFormat("en-GB");
const tenth = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const UNITS = {
  count: (value) => whole.format(value),
  average: (value) => tenth.format(value),
  percent: (value) => `${tenth.format(value * 100)} %`,
  text: (value) => value,
  money: (value, { currency }) => {
    const format = new Intl.NumberFormat("en-GB", { style: "currency", currency });
    return format.format(value / 10 ** format.resolvedOptions().maximumFractionDigits);
  },
  time: (value) => (value < 0 ? "−" : "") + length(value * 1000),
};

/** "–" where there was nothing to measure; money is in the currency of its item. */
export function figure(value, unit, item) {
  return value === null || value === undefined ? "–" : UNITS[unit](value, item);
}

export function colourOf(index, isBefore) {
  return isBefore ? BEFORE : COLOURS[index % COLOURS.length];
}

/** `lines` are `{label, unit, values, isBefore}`; `told` is given what stands under the pointer. */
export function makePlot(node, zone, told) {
  let drawn = null;
  let shape = "";
  const width = () => Math.max(node.clientWidth, 200);
  new ResizeObserver(() => drawn && drawn.setSize({ width: width(), height: HEIGHT })).observe(node);

  return (stamps, lines) => {
    const data = [stamps.map((instant) => instant / 1000), ...lines.map(({ values }) => values)];
    const next = JSON.stringify(lines.map(({ label }) => label));
    if (drawn && next === shape) return drawn.setData(data);
    if (drawn) drawn.destroy();
    shape = next;
    drawn = new window.uPlot(options(width(), lines, zone, told), data, node);
    return undefined;
  };
}

function options(width, lines, zone, told) {
  const { unit } = lines[0];
  return {
    width,
    height: HEIGHT,
    tzDate: (seconds) => window.uPlot.tzDate(new Date(seconds * 1000), zone),
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: { y: { range: (_, __, most) => [0, most * 1.1 || 1] } },
    axes: [
      { ...AXIS, values: "{HH}:{mm}", ...daily(lines) },
      { ...AXIS, size: 60, incrs: increments(unit), values: (_, splits) => splits.map((value) => figure(value, unit)) },
    ],
    series: [{}, ...lines.map(seriesOf)],
    hooks: { setCursor: [({ cursor }) => told(cursor.idx)] },
  };
}

function daily([{ interval }]) {
  return interval === "day" ? { values: "{D} {MMM}", incrs: [1, 2, 4, 7, 14, 28].map((days) => days * 86400) } : {};
}

function increments(unit) {
  return unit === "time" ? [10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 86400] : undefined;
}

function seriesOf({ label, isBefore }, index) {
  const dash = isBefore ? { dash: [6, 6] } : {};
  return { label, stroke: colourOf(index, isBefore), width: 2, points: { size: 6 }, ...dash };
}
