// Tickets of different height without gaps between them, still in the order in which they are due.

const ROW = 2;
const GAP = 10;

/** `closed()` is told whenever that moves tickets. Answers what has a view's node take as many rows as it is high. */
export function gapCloser(closed) {
  const heights = new ResizeObserver((entries) => {
    entries.forEach(({ target }) => span(target));
    closed();
  });

  return (view) => {
    heights.observe(view.node);
    return view;
  };
}

function span(node) {
  const height = node.offsetHeight;
  if (height > 0) node.style.gridRowEnd = `span ${Math.ceil((height + GAP) / ROW)}`;
}
