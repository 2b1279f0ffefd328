/** Numbers and postcodes mean themselves: neither a slip is forgiven nor an end added, or NG1 would find NG15. */
export const isExact = (word: string): boolean => /\p{N}/u.test(word);

/** So many letters may be wrong in a word of this length: as Meilisearch has it by default, so that both engines agree. */
export function typosAllowed(word: string): 0 | 1 | 2 {
  if (isExact(word)) return 0;
  const letters = [...word].length;
  return letters >= 9 ? 2 : letters >= 5 ? 1 : 0;
}

/**
 * How many letters must be added, left out, changed or swapped with a neighbour to make `word` of `typed`, or, for a
 * word that is still being typed, a beginning of it. Null when it is more than `most`.
 */
export function typosBetween(typed: string, word: string, unfinished: boolean, most: number): number | null {
  const from = [...typed];
  const to = [...word];
  if (from.length - to.length > most || (!unfinished && to.length - from.length > most)) return null;
  const reach = Math.min(to.length, from.length + most); // letters further on belong to the unfinished rest
  let before: number[] = [];
  let last = Array.from({length: reach + 1}, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= reach; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let best = Math.min(at(last, column) + 1, at(next, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) best = Math.min(best, at(before, column - 2) + 1);
      next.push(best);
    }
    if (Math.min(...next) > most && Math.min(...last) > most) return null; // a swap reaches back two rows
    [before, last] = [last, next];
  }
  const found = unfinished ? Math.min(...last) : at(last, to.length);
  return found <= most ? found : null;
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
