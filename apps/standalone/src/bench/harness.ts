import {Connection, type LoadRequest} from './connection.js';

export interface Load {
  url: string;
  /** The next one to send: it may make each anew. */
  next: (connection: number, index: number) => LoadRequest;
  connections: number;
  seconds: number;
}

export interface Figures {
  rps: number;
  p50: number;
  p95: number;
  p99: number;
}

/** Goes through a list, each connection from a place of its own and then round. */
export function inTurn(requests: readonly LoadRequest[], connections: number): Load['next'] {
  return (connection, index) =>
    requests[(Math.floor((connection * requests.length) / connections) + index) % requests.length] as LoadRequest;
}

/**
 * Asks as fast as answers come, on so many connections.
 * @throws Error when any answer is not a success: what was refused quickly is no measurement
 */
export async function load({url, next, connections, seconds}: Load): Promise<Figures> {
  const opened = await Promise.all(Array.from({length: connections}, () => Connection.open(url)));
  const times: number[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  try {
    await Promise.all(
      opened.map(async (connection, number) => {
        for (let index = 0; performance.now() < end; index += 1) {
          const sent = performance.now();
          const {status, body} = await connection.ask(next(number, index));
          times.push(performance.now() - sent);
          if (status >= 300) throw new Error(`${url} answered ${status}: ${body.toString().slice(0, 300)}`);
        }
      }),
    );
  } finally {
    for (const connection of opened) connection.close();
  }
  return figuresOf(times, performance.now() - begun);
}

/** @param times of each, and how long they took together, in milliseconds */
export function figuresOf(times: number[], lasted: number): Figures {
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return {rps: times.length / (lasted / 1_000), p50: at(0.5), p95: at(0.95), p99: at(0.99)};
}

/** Measures several things in turn, round after round, so that a busy minute of the machine hits all; their medians. */
export async function interleaved(
  loads: Readonly<Record<string, () => Promise<Figures>>>,
  rounds: number,
): Promise<Map<string, Figures>> {
  const all = new Map(Object.keys(loads).map((name) => [name, [] as Figures[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, each] of Object.entries(loads)) all.get(name)?.push(await each());
  }
  return new Map([...all].map(([name, figures]) => [name, medians(figures)]));
}

function medians(figures: readonly Figures[]): Figures {
  const middle = (pick: (each: Figures) => number) => {
    const sorted = figures.map(pick).sort((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
  };
  return {
    rps: middle(({rps}) => rps),
    p50: middle(({p50}) => p50),
    p95: middle(({p95}) => p95),
    p99: middle(({p99}) => p99),
  };
}
