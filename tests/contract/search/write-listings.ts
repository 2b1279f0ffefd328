import type {DataSource} from 'typeorm';
import type {DocumentRow} from '../../../libs/search/src/projection/document-of.js';
import {writeDocuments} from '../../../libs/search/src/projection/write-documents.js';

/** Writes documents as the projection does, by one at a time; those of `gone` say that nobody is there. */
export function writeListings(
  dataSource: DataSource,
  documents: readonly DocumentRow[],
  gone: readonly string[] = [],
): Promise<void> {
  return dataSource.transaction(async (tx) => {
    await tx.query(`SELECT FROM search_state FOR UPDATE`);
    await writeDocuments(tx, [...documents.map(({id}) => id), ...gone], documents);
  });
}
