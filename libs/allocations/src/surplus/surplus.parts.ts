import {AnswerSurplus} from './answer-surplus.js';
import {DecideSurplus} from './decide-surplus.js';
import {ReadSurplus} from './read-surplus.js';
import {SendSurplusLetter} from './send-surplus-letter.js';
import {SurplusFacts} from './surplus-facts.js';
import {SurplusLetter} from './surplus-letter.entity.js';
import {SurplusRules} from './surplus-rules.js';
import {SurplusRule} from './surplus-rule.entity.js';

export const SURPLUS_ENTITIES = [SurplusRule, SurplusLetter];
export const SURPLUS_OFFERED = [
  SendSurplusLetter,
  AnswerSurplus,
  DecideSurplus,
  ReadSurplus,
  SurplusFacts,
  SurplusRules,
];
