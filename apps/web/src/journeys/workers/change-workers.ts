import {notFound} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import type {FormReading} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {WORKER_BOXES, type WorkersPage} from './worker.presenter.js';

/** All who belong to an organisation. */
export const ALL = 'journeys/workers/workers';
/** One of them. */
export const ONE = 'journeys/workers/worker';

const NOTHING_TYPED = {errors: [], values: {}};

/** @throws NOT_FOUND for somebody who does not belong to it */
export function workerOf({people}: WorkersPage, personId: string): WorkersPage['people'][number] {
  const worker = people.find((each) => each.personId === personId);
  if (!worker) throw notFound('person');
  return worker;
}

/** Does what a page asks for, and goes back to all of them; what is wrong is said on the page that it was asked on. */
export async function changeWorkers(
  reply: FastifyReply,
  view: typeof ALL | typeof ONE,
  page: {base: string},
  work: () => Promise<unknown>,
  {errors, values}: Pick<FormReading<object>, 'errors' | 'values'> = NOTHING_TYPED,
): Promise<FastifyReply> {
  if (errors.length) return showAgain(reply, view, {...page, errors, values});
  try {
    await work();
  } catch (error) {
    return showRefusal(reply, view, {...page, values}, error, WORKER_BOXES);
  }
  return reply.redirect(page.base, 303);
}
