import type {BenchLine, BenchReport} from './bench.js';

const COLUMNS = ['case', 'size', 'connections', 'a second', 'p50 ms', 'p95 ms', 'p99 ms', 'against', 'ratio'] as const;

/** JSON lines for programs; notes go to the other stream. */
export function jsonReport(): BenchReport {
  return {
    line: (line) => void process.stdout.write(`${JSON.stringify(line)}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
  };
}

/** A table for people. */
export function tableReport(): BenchReport & {print(): void} {
  const lines: BenchLine[] = [];
  return {
    line: (line) => void lines.push(line),
    note: (text) => void process.stderr.write(`${text}\n`),
    print: () => void process.stdout.write(`${table(lines)}\n`),
  };
}

function table(lines: readonly BenchLine[]): string {
  const rows = [COLUMNS as readonly string[], ...lines.map(cells)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cells(line: BenchLine): string[] {
  const {against, ratio} = line;
  return [
    `${line.bench}: ${line.case}`,
    line.size.toLocaleString('en-GB'),
    String(line.connections),
    line.rps.toFixed(line.rps < 10 ? 1 : 0),
    line.p50_ms.toFixed(1),
    line.p95_ms.toFixed(1),
    line.p99_ms.toFixed(1),
    against ? `${against.name} ${against.rps.toFixed(0)}/s, p50 ${against.p50_ms.toFixed(1)}` : '',
    ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
  ];
}
