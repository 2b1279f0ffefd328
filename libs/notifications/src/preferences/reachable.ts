import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {CHOICES, POINT_OF, type Choice, type Format, type PointKind} from './choices.js';
import type {QuietHours} from './quiet-hours.js';

/** How one person is to be told, as it stands now. */
export interface Reachable {
  personId: string;
  name: string;
  channels: Choice[];
  format: Format;
  language: string;
  interpreter: string | null;
  quiet: QuietHours | null;
  /** Whether they want to be reminded of visits. */
  reminders: boolean;
  points: Partial<Record<PointKind, {value: string; failed: boolean}>>;
  /** Whether the person, or somebody for them, ever said how. */
  chosen: boolean;
}

interface Row {
  name: string;
  account: string | null;
  channels: Choice[] | null;
  format: Format | null;
  language: string | null;
  interpreter: string | null;
  quietFrom: string | null;
  quietTo: string | null;
  reminders: boolean | null;
  points: {kind: PointKind; value: string; failed: boolean}[] | null;
}

/** Reads how somebody is to be told, filled in with what holds for whoever never chose. */
@Injectable()
export class ReadReachable {
  async of(tx: Tx, personId: string): Promise<Reachable | null> {
    const [row] = await tx.query<Row[]>(
      `SELECT p.name, a.email::text AS account, c.channels, c.format, c.language, c.interpreter, c.reminders,
              to_char(c.quiet_from, 'HH24:MI') AS "quietFrom", to_char(c.quiet_to, 'HH24:MI') AS "quietTo",
              (SELECT json_agg(json_build_object('kind', kind, 'value', value, 'failed', failed_at IS NOT NULL))
               FROM contact_point WHERE person_id = p.id) AS points
       FROM person p LEFT JOIN account a ON a.person_id = p.id LEFT JOIN contact_preference c ON c.person_id = p.id
       WHERE p.id = $1`,
      [personId],
    );
    if (!row) return null;
    const points: Reachable['points'] = row.account ? {email: {value: row.account, failed: false}} : {};
    for (const {kind, value, failed} of row.points ?? []) {
      // Somebody who has since changed the address they sign in with is reached there.
      if (kind === 'email' && failed && row.account && row.account !== value) continue;
      points[kind] = {value, failed};
    }
    const {quietFrom: from, quietTo: to} = row;
    return {
      personId,
      name: row.name,
      channels: CHOICES.filter((each) =>
        row.channels ? row.channels.includes(each) : each === 'email' && row.account,
      ),
      format: row.format ?? 'standard',
      language: row.language ?? 'en',
      interpreter: row.interpreter,
      quiet: from && to ? {from, to} : null,
      reminders: row.reminders ?? true,
      points,
      chosen: row.channels !== null,
    };
  }
}

export function pointFor(person: Reachable, channel: Choice): {value: string; failed: boolean} | null {
  return person.points[POINT_OF[channel]] ?? null;
}
