/** Some whole lines of a file, and where in it they end. */
export interface Block {
  lines: string[];
  /** The byte after the last line's end. */
  end: number;
}

/** No line of a postcode file is nearly as long; a file without line ends must not fill the memory. */
const LONGEST_LINE = 65_536;

export class NotLines extends Error {}

/**
 * Cuts bytes into lines, some thousand at a time. Latin-1, so that a character is a byte: what we read of the
 * files is ASCII.
 * @param start where in the file the first byte stands
 * @throws NotLines when a line is too long to be one, or the file ends within a quoted field
 */
export async function* blocksOf(bytes: AsyncIterable<Buffer>, start = 0): AsyncGenerator<Block> {
  let end = start;
  let rest = '';
  for await (const chunk of bytes) {
    const text = rest + chunk.toString('latin1');
    const cut = text.lastIndexOf('\n') + 1;
    rest = text.slice(cut);
    if (rest.length > LONGEST_LINE) throw new NotLines();
    if (cut === 0) continue;
    end += cut;
    yield {lines: linesOf(text.slice(0, cut - 1)), end};
  }
  if (rest) yield {lines: linesOf(rest), end: end + rest.length};
}

function linesOf(text: string): string[] {
  return text.includes('\r') ? text.split(/\r?\n/).map((line) => line.replace(/\r$/, '')) : text.split('\n');
}
