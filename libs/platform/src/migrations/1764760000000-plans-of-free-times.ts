import type {MigrationInterface, QueryRunner} from 'typeorm';

/**
 * Free times keep their plans: a call of theirs was planned anew with its listings each time, the functions within it
 * too, which took twice as long as working them out.
 */
export class PlansOfFreeTimes1764760000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const each of SAME_PLAN_ALWAYS) {
      await query.query(`ALTER FUNCTION ${each} SET plan_cache_mode = force_generic_plan`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const each of SAME_PLAN_ALWAYS) await query.query(`ALTER FUNCTION ${each} RESET plan_cache_mode`);
  }
}

/** They look everything up by its listing; what they call is planned as they are. */
const SAME_PLAN_ALWAYS = ['public_listing_free_times', 'public_next_free'];
