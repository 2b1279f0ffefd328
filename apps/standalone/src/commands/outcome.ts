/** What a command found or did, as data; `--json` prints it as one line. */
export interface Outcome {
  /** False makes the command end with 1. */
  ok: boolean;
  /** For people. */
  lines: string[];
  data: object;
}

export function finish(outcome: Outcome, json: boolean): void {
  process.stdout.write(
    json ? `${JSON.stringify({ok: outcome.ok, ...outcome.data})}\n` : `${outcome.lines.join('\n')}\n`,
  );
  process.exitCode = outcome.ok ? 0 : 1;
}
