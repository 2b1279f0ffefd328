import type {Day} from '@app/kernel';
import {regulatedService, type RegulatedTasks} from '@app/listings';
import type {Tx} from '@app/platform';

/**
 * Terms promise no care that the law lets this listing not give on their first day. A PA under the person's own control
 * is outside that rule.
 * @throws REGULATED_SERVICE naming the service and the source of the rule
 */
export async function requireTheirsToGive(
  tx: Tx,
  regulated: RegulatedTasks,
  listingId: string,
  {tasks, startsOn}: {tasks: readonly string[]; startsOn: Day},
): Promise<void> {
  const [first] = await regulated.withoutRegistration(tx, listingId, tasks, startsOn);
  if (!first) return;
  const {code, name, source} = first;
  const message = `${name} cannot be one of the tasks: the law lets only a provider give it who is registered with the Care Quality Commission, once the council has checked that. Leave it out. The rule: ${source}.`;
  throw regulatedService(code, message, source, 'tasks');
}
