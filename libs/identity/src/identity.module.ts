import {Global, Module} from '@nestjs/common';
import {APP_GUARD} from '@nestjs/core';
import {TypeOrmModule} from '@nestjs/typeorm';
import {AccessGuard} from './access/access.guard.js';
import {Identify} from './access/identify.js';
import {RoleGrant} from './access/role-grant.entity.js';
import {Account} from './accounts/account.entity.js';
import {AccountDesk} from './accounts/account-desk.js';
import {AddUser} from './accounts/add-user.js';
import {BeginSession} from './accounts/begin-session.js';
import {CouncilSignIn} from './accounts/council-sign-in.entity.js';
import {NoDemonstration} from './accounts/no-demonstration.js';
import {PendingSignIn} from './accounts/pending-sign-in.entity.js';
import {Session} from './accounts/session.entity.js';
import {Sessions} from './accounts/sessions.js';
import {SignIn} from './accounts/sign-in.js';
import {SignOut} from './accounts/sign-out.js';
import {ChangePassword} from './accounts/change-password.js';
import {FreshSignIn} from './accounts/fresh-sign-in.js';
import {OwnSessions} from './accounts/own-sessions.js';
import {SignInRulesDesk} from './accounts/set-sign-in-rules.js';
import {ShowAgain} from './accounts/show-again.js';
import {RefusalLog} from './accounts/refusal-log.js';
import {Throttle} from './accounts/throttle.js';
import {MachineClient, MachineSecret, MachineToken} from './machines/machine-client.entity.js';
import {MachineClients} from './machines/machine-clients.js';
import {MachineTokens} from './machines/machine-tokens.js';
import {AuthenticatorApp} from './second-factor/authenticator-app.js';
import {OwnSecondFactorsDesk} from './second-factor/own-second-factors.js';
import {Passkeys} from './second-factor/passkeys.js';
import {PendingSignIns} from './second-factor/pending-sign-ins.js';
import {RecoveryCode} from './second-factor/recovery-code.entity.js';
import {RecoveryCodes} from './second-factor/recovery-codes.js';
import {SecondFactor} from './second-factor/second-factor.entity.js';
import {SetUpAuthenticator} from './second-factor/set-up-authenticator.js';
import {ShowCode} from './second-factor/show-code.js';
import {AuditEntry, AuditSeal} from './audit/audit-entry.entity.js';
import {AuditSealer} from './audit/audit-sealer.js';
import {ReadTrail} from './audit/read-trail.js';
import {AuditTrail} from './audit/audit-trail.js';
import {Council} from './council/council.entity.js';
import {Councils} from './council/councils.js';
import {AddApplicant} from './people/add-applicant.js';
import {Contacts} from './people/contacts.js';
import {FindApplicants} from './people/find-applicants.js';
import {FindPeople} from './people/find-people.js';
import {AdmitVouched} from './issuers/admit-vouched.js';
import {FirstSignIn} from './issuers/first-sign-in.js';
import {FollowRoles} from './issuers/follow-roles.js';
import {IdentityProvider, RoleClaim} from './issuers/identity-provider.entity.js';
import {Issuers} from './issuers/issuers.js';
import {LinkIdentity} from './issuers/link-identity.js';
import {OwnIdentities} from './issuers/own-identities.js';
import {Providers} from './issuers/providers.js';
import {ReadProviders} from './issuers/read-providers.js';
import {ReturnFromIssuer} from './issuers/return-from-issuer.js';
import {SignInAttempt} from './issuers/sign-in-attempt.entity.js';
import {SignInIdentity} from './issuers/sign-in-identity.entity.js';
import {StartAtIssuer} from './issuers/start-at-issuer.js';
import {AskLink} from './links/ask-link.js';
import {FollowLink} from './links/follow-link.js';
import {IssueLink} from './links/issue-link.js';
import {SignInLink} from './links/sign-in-link.entity.js';
import {OpenAccount} from './accounts/open-account.js';
import {Names} from './people/names.js';
import {Organisation, OrganisationMember} from './people/organisation.entity.js';
import {OrganisationInvitation} from './team/organisation-invitation.entity.js';
import {InvitationFacts} from './team/invitation-facts.js';
import {OrganisationTeam} from './team/organisation-team.js';
import {OwnInvitations} from './team/own-invitations.js';
import {Organisations} from './people/organisations.js';
import {Person} from './people/person.entity.js';
import {PeopleInBulk} from './people/people-in-bulk.js';
import {RoleHolders} from './people/role-holders.js';
import {ReadStaff} from './people/read-staff.js';
import {ActOnBehalf} from './behalf/act-on-behalf.js';
import {BehalfContact} from './behalf/behalf-contact.entity.js';
import {ActingFacts} from './representation/acting-facts.js';
import {ActFor} from './representation/act-for.js';
import {Relations} from './representation/relations.js';
import {CapacityRecord} from './representation/capacity-record.entity.js';
import {ReadDoneForMe} from './representation/done-for-me.js';
import {EndRepresentation} from './representation/end-representation.js';
import {MayAct} from './representation/may-act.js';
import {ReadRepresentations} from './representation/read-representations.js';
import {RecordCapacity} from './representation/record-capacity.js';
import {RecordRepresentation} from './representation/record-representation.js';
import {RepresentationRules} from './representation/representation-rules.js';
import {RepresentationRule} from './representation/representation-rule.entity.js';
import {FundsHeld} from './representation/funds-held.js';
import {Representatives} from './representation/representatives.js';
import {Representation, RepresentationLine} from './representation/representation.entity.js';

const ENTITIES = [
  Council,
  Person,
  Organisation,
  OrganisationMember,
  OrganisationInvitation,
  Account,
  Session,
  CouncilSignIn,
  PendingSignIn,
  SecondFactor,
  RecoveryCode,
  MachineClient,
  MachineSecret,
  MachineToken,
  RoleGrant,
  Representation,
  RepresentationLine,
  RepresentationRule,
  CapacityRecord,
  BehalfContact,
  AuditEntry,
  AuditSeal,
  IdentityProvider,
  RoleClaim,
  SignInIdentity,
  SignInAttempt,
  SignInLink,
];
const PROVIDED = [
  Sessions,
  Identify,
  BeginSession,
  RefusalLog,
  Throttle,
  FreshSignIn,
  SignIn,
  ShowAgain,
  OwnSessions,
  ChangePassword,
  SignInRulesDesk,
  AccountDesk,
  AuthenticatorApp,
  RecoveryCodes,
  PendingSignIns,
  ShowCode,
  SetUpAuthenticator,
  Passkeys,
  OwnSecondFactorsDesk,
  MachineTokens,
  MachineClients,
  SignOut,
  AddUser,
  ActFor,
  MayAct,
  ActingFacts,
  ActOnBehalf,
  RecordCapacity,
  RecordRepresentation,
  RepresentationRules,
  EndRepresentation,
  ReadRepresentations,
  ReadDoneForMe,
  FindPeople,
  Councils,
  Names,
  Contacts,
  FindApplicants,
  AddApplicant,
  ReadStaff,
  PeopleInBulk,
  Organisations,
  InvitationFacts,
  OrganisationTeam,
  OwnInvitations,
  Representatives,
  FundsHeld,
  Relations,
  RoleHolders,
  AuditTrail,
  ReadTrail,
  AuditSealer,
  OpenAccount,
  Providers,
  StartAtIssuer,
  ReturnFromIssuer,
  FirstSignIn,
  OwnIdentities,
  ReadProviders,
  AskLink,
  IssueLink,
  FollowLink,
];
const INSIDE = [Issuers, AdmitVouched, FollowRoles, LinkIdentity];

@Global()
@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES)],
  providers: [...PROVIDED, ...INSIDE, NoDemonstration, {provide: APP_GUARD, useClass: AccessGuard}],
  exports: PROVIDED,
})
export class IdentityModule {}
