import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {Application} from './applications/application.entity.js';
import {Decision} from './applications/decision.entity.js';
import {Evidence, EvidenceVoid} from './evidence/evidence.entity.js';
import {Member} from './members/member.entity.js';
import {Requirement, Scheme, SchemeVersion} from './scheme/scheme.entity.js';
import {Standings} from './standing/standings.js';
import {Suspension} from './suspension/suspension.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Application,
      Decision,
      Evidence,
      EvidenceVoid,
      Member,
      Requirement,
      Scheme,
      SchemeVersion,
      Suspension,
    ]),
  ],
  providers: [Standings],
  exports: [Standings],
})
export class RegisterModule {}
