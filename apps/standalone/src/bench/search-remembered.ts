export interface Remembered {
  memory: number;
  index: number;
  postgres: number;
  /** How many words it is still asking about everywhere. */
  awaited: number;
  megabytes: number;
  /** Of objects, and of what stands outside of them. */
  heap: number;
  external: number;
}

/** How many questions a process has answered with and without asking the index, and its memory. */
export async function remembered(url: string): Promise<Remembered> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const figure = (name: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(name))
        ?.split(' ')[1] ?? 0,
    );
  const megabytes = (name: string) => Math.round(figure(name) / 1_048_576);
  return {
    memory: figure('search_matches_total{source="memory"}'),
    index: figure('search_matches_total{source="index"}'),
    postgres: figure('search_matches_total{source="postgres"}'),
    awaited: figure('search_words_awaited'),
    megabytes: megabytes('process_resident_memory_bytes'),
    heap: megabytes('nodejs_heap_size_used_bytes'),
    external: megabytes('nodejs_external_memory_bytes'),
  };
}

/** Which share of the questions between two moments was answered without asking the index. */
export function shareRemembered(before: Remembered, after: Remembered): number {
  const [memory, index] = [after.memory - before.memory, after.index - before.index];
  return memory / Math.max(1, memory + index);
}
