interface Stream {
  isTTY?: boolean;
  write(text: string): unknown;
}

const OVER_THE_LINE = '\r\u001b[K';

/** Says how far a long command is, in a line that writes over itself; only a terminal is told. */
export class Progress {
  private shown = false;

  constructor(private readonly stream: Stream = process.stderr) {}

  show(line: string): void {
    if (!this.stream.isTTY) return;
    this.stream.write(`${OVER_THE_LINE}${line}`);
    this.shown = true;
  }

  /** So many of so many of something. */
  counted(what: string, done: number, of: number): void {
    this.show(`${what}: ${grouped(done)} of ${grouped(of)}`);
  }

  /** Leaves the line clean for what comes next. */
  end(): void {
    if (this.shown) this.stream.write(OVER_THE_LINE);
    this.shown = false;
  }
}

export const grouped = (count: number): string => count.toLocaleString('en-GB');
