import type {DataSource} from 'typeorm';
import {PlainError} from '../env/plain-error.js';

/**
 * Stops a process whose connection could get round row-level security.
 * @throws PlainError when the role is a superuser, bypasses row-level security, or owns a table
 */
export async function requireServingRole(dataSource: DataSource): Promise<void> {
  const [role] = await dataSource.query<{name: string; above: boolean; owns: boolean}[]>(`
    SELECT current_user AS name, rolsuper OR rolbypassrls AS above,
           EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p', 'v', 'm')) AS owns
    FROM pg_roles WHERE rolname = current_user`);
  if (!role || role.above || role.owns) {
    throw new PlainError(
      `the database role ${role?.name ?? ''} must not be a superuser, bypass row-level security or own tables`,
    );
  }
}
