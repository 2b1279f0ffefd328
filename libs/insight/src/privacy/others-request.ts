import type {Principal} from '@app/identity';
import {DomainError, forbidden, notFound} from '@app/kernel';
import type {Tx} from '@app/platform';
import {DataRequest} from './data-request.entity.js';

/** @throws FORBIDDEN */
export function requireGovernance({permissions}: Principal): void {
  if (!permissions.has('privacy:manage')) throw forbidden('You do not have permission to do this.');
}

/** An open request of somebody else, locked. @throws FORBIDDEN, NOT_FOUND, OWN_REQUEST, REQUEST_CLOSED */
export async function othersRequest(tx: Tx, principal: Principal, id: string): Promise<DataRequest> {
  requireGovernance(principal);
  const request = await tx.findOne(DataRequest, {where: {id}, lock: {mode: 'pessimistic_write'}});
  if (!request) throw notFound('request');
  if (request.personId === principal.personId) {
    throw new DomainError('refused', 'OWN_REQUEST', 'This is your own request. Somebody else has to answer it.');
  }
  if (request.closedAt) throw new DomainError('conflict', 'REQUEST_CLOSED', 'This request is answered already.');
  return request;
}
