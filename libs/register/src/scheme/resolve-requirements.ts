import type {Tx} from '@app/platform';
import type {DbsLevels} from '../dbs/dbs-levels.js';
import type {PlannedRequirement, PlannedVersion} from './planned-version.js';
import type {DbsLevel, RequirementTerms} from './requirement-kinds.js';

const LONGEST_CODE = 40;
const ROOM_FOR_NUMBER = 3;

/**
 * What a planned version asks, ready to be kept: a level that follows the tasks becomes two requirements with the
 * levels of the law in force, one for each kind of task, and what is new gets a code. Evidence is matched by code
 * and a code stands for one level for ever, so that a certificate of a lower level never counts for a higher one.
 */
export async function resolveRequirements(
  tx: Tx,
  levels: DbsLevels,
  planned: PlannedVersion,
  councilId: string,
): Promise<RequirementTerms[]> {
  const terms: (Omit<RequirementTerms, 'code'> & {code: string | null; base: string})[] = [];
  for (const each of planned.requirements) {
    const {minimumLevel, ...rest} = each;
    if (minimumLevel !== 'by_tasks') terms.push({...rest, minimumLevel, base: each.title});
    else terms.push(...(await byTasks(tx, levels, planned, each)));
  }
  const meanings = await tx.query<Meaning[]>(
    `SELECT DISTINCT code, kind, minimum_level AS "minimumLevel" FROM requirement WHERE council_id = $1`,
    [councilId],
  );
  const taken = new Set(terms.flatMap((each) => each.code ?? []));
  return terms.map(({base, ...each}) => {
    const code = each.code ?? newCode(base, each, meanings, taken);
    taken.add(code);
    return {...each, code};
  });
}

type Meaning = Pick<RequirementTerms, 'code' | 'kind' | 'minimumLevel'>;

const LEVEL_TITLES: Record<DbsLevel, string> = {
  basic: 'basic',
  standard: 'standard',
  enhanced: 'enhanced',
  enhanced_barred: 'enhanced with barred lists',
};

async function byTasks(
  tx: Tx,
  levels: DbsLevels,
  {memberKind, startsOn: day}: PlannedVersion,
  asked: PlannedRequirement,
) {
  const of = async (regulated: boolean) => {
    const question = {memberKind, selfEmployed: false, tasks: {regulated}, day};
    const {level, source} = await levels.neededFor(tx, question);
    return {
      ...asked,
      code: null,
      base: `dbs ${level}`,
      title: `${asked.title}: ${LEVEL_TITLES[level]}`.slice(0, 200),
      minimumLevel: level,
      onlyWhen: regulated ? ('regulated_activity' as const) : ('no_regulated_activity' as const),
      source: `${asked.source}. ${source}`.slice(0, 500),
    };
  };
  return [await of(true), await of(false)];
}

/** From its title, so that whoever reads an export knows what it is. What meant the same before keeps its code. */
function newCode(
  title: string,
  {kind, minimumLevel}: Omit<Meaning, 'code'>,
  meanings: readonly Meaning[],
  taken: ReadonlySet<string>,
): string {
  const plain = title
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[0-9_]+|_+$/g, '');
  const base = (plain.length > 1 ? plain : kind).slice(0, LONGEST_CODE - ROOM_FOR_NUMBER).replace(/_+$/, '');
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? base : `${base}_${number}`;
    const meaning = meanings.find((each) => each.code === code);
    const free = !meaning || (meaning.kind === kind && meaning.minimumLevel === minimumLevel);
    if (free && !taken.has(code)) return code;
  }
}
