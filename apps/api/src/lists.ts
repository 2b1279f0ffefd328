/** Every list has this shape. */
export interface List<T> {
  items: T[];
  total: number;
  page: number;
  per_page: number;
}

/** A list that is short by nature and given whole. */
export function wholeList<T>(items: T[]): List<T> {
  return {items, total: items.length, page: 1, per_page: Math.max(items.length, 1)};
}
