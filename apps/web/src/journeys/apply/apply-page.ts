import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {ReadApply, type ApplyView} from '@app/register';
import type {FastifyRequest} from 'fastify';
import {CHANNEL_WORDS} from '../../words/apply-words.js';
import {easyRead, type EasyRead} from '../easy-read/easy-read.js';

/** What every page of an application shows around its own part. */
export interface ApplyPage {
  apply: ApplyView;
  base: string;
  easy: EasyRead;
  /** Set while somebody of the council fills it in: for whom, and how they are told. */
  onBehalf: {name: string; how: string} | null;
  [part: string]: unknown;
}

@Injectable()
export class ApplyPages {
  constructor(private readonly reading: ReadApply) {}

  /** @param key of the easy-read sentences. @throws NOT_FOUND */
  async read(request: FastifyRequest, principal: Principal, id: string, key: string): Promise<ApplyPage> {
    const apply = await this.reading.run(principal, id);
    const how = apply.onBehalf && CHANNEL_WORDS[apply.onBehalf === 'online' ? 'paper' : apply.onBehalf];
    return {
      apply,
      base: `/apply/${id}`,
      easy: easyRead(request, key),
      onBehalf: how === null ? null : {name: apply.member.name, how},
    };
  }
}
