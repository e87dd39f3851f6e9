// Tickets of different height without gaps between them, still in the order in which they are due.

const ROW = 2;
const GAP = 10;

const heights = new ResizeObserver((entries) => entries.forEach(({ target }) => span(target)));

/** The view, whose node takes as many of the grid's rows as it is high. */
export function closeGaps(view) {
  heights.observe(view.node);
  return view;
}

function span(node) {
  const height = node.offsetHeight;
  if (height > 0) node.style.gridRowEnd = `span ${Math.ceil((height + GAP) / ROW)}`;
}
