import type {Tx} from '@app/platform';
import type {NewReference, Relationship} from './reference-words.js';
import type {Referee} from './referee.entity.js';

/** Writes down what a referee said. @param recordedBy the officer whom they told, or null for their own form */
export async function keepReference(
  tx: Tx,
  {councilId, id}: Referee,
  sent: NewReference & {relationship: Relationship},
  recordedBy: string | null,
  receivedAt: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO reference_answer (council_id, referee_id, method, relationship, known_for, would_trust, about, concerns,
                                   recorded_by, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      councilId,
      id,
      recordedBy === null ? 'form' : 'phone',
      sent.relationship,
      sent.knownFor,
      sent.wouldTrust,
      sent.about.trim(),
      sent.concerns?.trim() ? sent.concerns.trim() : null,
      recordedBy,
      receivedAt,
    ],
  );
}
