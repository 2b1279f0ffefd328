/**
 * How many slips of the finger lie between two words: a letter left out, put in, mistaken, or two swapped (optimal
 * string alignment).
 */
export function editDistance(one: string, other: string): number {
  const rows = [Array.from({length: other.length + 1}, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        at(rows[i - 1], j) + 1,
        at(row, j - 1) + 1,
        at(rows[i - 1], j - 1) + cost,
        swapped ? at(rows[i - 2], j - 2) + 1 : Infinity,
      );
    }
    rows.push(row);
  }
  return at(rows[one.length], other.length);
}

const at = (row: number[] | undefined, column: number) => row?.[column] ?? Infinity;
