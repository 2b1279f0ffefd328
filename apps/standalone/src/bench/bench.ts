/** One measurement, as `--json` prints it. */
export interface BenchLine {
  bench: string;
  case: string;
  size: number;
  connections: number;
  rps: number;
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  /** What it is held against, measured in the same run. */
  against?: {name: string; rps: number; p50_ms: number};
  /** Ours divided by theirs. */
  ratio?: number;
  /** Of searches that were judged: how good the first ten are beside the best there could be, and how many find nobody. */
  ndcg?: number;
  zero_results?: number;
}

export interface BenchOptions {
  /** Only these sizes; all when it is empty. */
  sizes: number[];
  /** How long each measurement lasts. */
  seconds: number;
  /** How often each is repeated, in turn with the others; the median is reported. */
  rounds: number;
  /** Only these parts of a bench that has parts; all when it is empty. */
  parts: readonly string[];
}

export interface BenchReport {
  line(line: BenchLine): void;
  /** For people, while it goes on; not part of the figures. */
  note(text: string): void;
}

export type Bench = (options: BenchOptions, report: BenchReport) => Promise<void>;
