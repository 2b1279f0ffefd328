/**
 * The places of the first so many of many, in order, without putting all of them in order: a heap of those best so
 * far, its worst on top.
 * @param of how many there are
 * @param before whether what stands at the first place comes before what stands at the second; never both
 */
export function firstOf(count: number, of: number, before: (a: number, b: number) => boolean): number[] {
  const heap: number[] = [];
  for (let item = 0; item < of; item += 1) {
    if (heap.length < count) {
      heap.push(item);
      rise(heap, before);
    } else if (count > 0 && before(item, heap[0] as number)) {
      heap[0] = item;
      sink(heap, before);
    }
  }
  return heap.sort((a, b) => (before(a, b) ? -1 : 1));
}

function rise(heap: number[], before: (a: number, b: number) => boolean): void {
  let at = heap.length - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!before(heap[above] as number, heap[at] as number)) return;
    swap(heap, at, above);
    at = above;
  }
}

function sink(heap: number[], before: (a: number, b: number) => boolean): void {
  for (let at = 0; ;) {
    let worst = at;
    for (const below of [2 * at + 1, 2 * at + 2]) {
      if (below < heap.length && before(heap[worst] as number, heap[below] as number)) worst = below;
    }
    if (worst === at) return;
    swap(heap, at, worst);
    at = worst;
  }
}

function swap(heap: number[], a: number, b: number): void {
  [heap[a], heap[b]] = [heap[b] as number, heap[a] as number];
}
