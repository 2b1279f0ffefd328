import {AnswerFundStatement} from './answer-fund-statement.js';
import {FundLines} from './fund-lines.js';
import {FundStatement, FundTerm, FundUse} from './fund.entity.js';
import {HourPool, PoolMember, PoolUse} from './pool.entity.js';
import {PoolConsent} from './pool-consent.js';
import {Pools} from './pools.js';
import {ReadFunds} from './read-funds.js';
import {RecordFundUse} from './record-fund-use.js';
import {SendFundStatement} from './send-fund-statement.js';
import {SetFundTerm} from './set-fund-term.js';

export const FUND_ENTITIES = [FundTerm, FundUse, FundStatement, HourPool, PoolMember, PoolUse];
export const FUND_OFFERED = [
  ...[FundLines, SetFundTerm, RecordFundUse, SendFundStatement, AnswerFundStatement],
  ...[Pools, PoolConsent, ReadFunds],
];
