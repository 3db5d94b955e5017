/** Rows with one put in its place, or at the end where it is new. */
export function put<Row>(rows: readonly Row[], row: Row, key: (row: Row) => string | number): readonly Row[] {
  const place = rows.findIndex((old) => key(old) === key(row))
  return place < 0 ? [...rows, row] : rows.map((old, index) => (index === place ? row : old))
}

/** Rows without the oldest of those that are over; so many of these are kept. */
export function withoutOldest<Row>(rows: readonly Row[], isOver: (row: Row) => boolean, kept: number): readonly Row[] {
  const over = rows.filter(isOver)
  const oldest = new Set(over.slice(0, Math.max(0, over.length - kept)))
  return oldest.size === 0 ? rows : rows.filter((row) => !oldest.has(row))
}
