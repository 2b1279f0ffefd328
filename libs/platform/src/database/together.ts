type Answers<T extends readonly unknown[]> = {-readonly [K in keyof T]: Awaited<T[K]>};

/**
 * What one transaction asks that does not need each other's answers: sent at once, done by the database one after the
 * other, in this order. What fails is the first of them that failed; those after it failed for that.
 */
export async function together<T extends readonly Promise<unknown>[]>(...asked: T): Promise<Answers<T>> {
  const settled = await Promise.allSettled(asked);
  const failed = settled.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  return settled.map((each) => (each as PromiseFulfilledResult<unknown>).value) as Answers<T>;
}
