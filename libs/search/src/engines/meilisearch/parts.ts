import type {Columns} from '../../columns/columns.js';

/**
 * Of so many who match, Meilisearch looks up the keys one by one; of more it goes through every key of the index, which
 * takes as long as looking up a tenth of them (measured; `CANDIDATES_THRESHOLD` in its facet distribution).
 */
const LOOKED_UP = 3_000;
const TENTH = 10;

/** Cells in the parts of which the index says soonest whom words match, each of them a question of its own. */
export function inParts(cells: readonly number[], columns: Pick<Columns, 'countIn' | 'size'>): number[][] {
  const count = cells.reduce((sum, cell) => sum + columns.countIn(cell), 0);
  if (count <= LOOKED_UP || count * TENTH > columns.size) return [[...cells]];
  const full = cells.filter((cell) => columns.countIn(cell) > LOOKED_UP);
  const parts: number[][] = full.length > 0 ? [full] : [];
  let room = 0;
  for (const cell of cells) {
    const those = columns.countIn(cell);
    if (those > LOOKED_UP) continue;
    if (those > room) {
      parts.push([]);
      room = LOOKED_UP;
    }
    room -= those;
    parts.at(-1)?.push(cell);
  }
  return parts;
}
