import type {Attempt} from './planned.js';
import type {Scenario} from './scenario.js';

/** Signing the agreement that every council has, as often as it is tried. */
export function agreementAttempts(scenario: () => Scenario): Attempt[] {
  let version = '';
  const unsigned = async () => {
    const {owner} = scenario().world;
    await owner.query(`DELETE FROM agreement_signature`);
    const rows = await owner.query<{id: string}[]>(`SELECT id FROM agreement_version WHERE council_id IS NULL`);
    version = rows[0]?.id ?? '';
  };
  const path = '/direct-payment-agreement/sign';
  return [[`POST ${path}`, () => path, () => ({version_id: version}), unsigned]];
}
