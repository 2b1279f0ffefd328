import type {Principal} from '@app/identity';
import {forbidden} from '@app/kernel';

/** @throws FORBIDDEN */
export function requireKeeper({permissions}: Principal): void {
  if (!permissions.has('retention:manage')) throw forbidden('You do not have permission to do this.');
}
