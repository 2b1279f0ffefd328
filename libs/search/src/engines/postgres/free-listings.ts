interface Database {
  query<T>(sql: string, values: unknown[]): Promise<T>;
}

/** Which of these listings are free the whole of a time, by their hours and visits as they are now. One query for all. */
export async function freeListings(
  database: Database,
  ids: readonly string[],
  from: Date,
  to: Date,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await database.query<{id: string}[]>(`SELECT id FROM public_listing_free($1, $2, $3) AS id`, [
    ids,
    from,
    to,
  ]);
  return new Set(rows.map(({id}) => id));
}
