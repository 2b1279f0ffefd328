export {Allow} from './access/allow.js';
export {Current, type IdentifiedRequest} from './access/current.js';
export {Identify, sessionCookie} from './access/identify.js';
export {
  PERMISSIONS,
  PERMISSIONS_OF,
  PERMISSIONS_OF_POWER,
  permissionsOf,
  type Permission,
} from './access/permissions.js';
export {holderFor, linesFor, mayFor, requireReach, type ActingFor, type Principal} from './access/principal.js';
export {ROLE_GROUPS, ROLES, STAFF_ROLES, type Role, type RoleGroup} from './access/roles.js';
export {MEMBER_ACTIONS, MEMBER_ROLES, memberMay, type MemberAction, type MemberRole} from './team/member-roles.js';
export {InvitationFacts, type InvitationFact} from './team/invitation-facts.js';
export {INVITATION_WITHDRAWN, MEMBER_INVITED, OrganisationTeam, type Team} from './team/organisation-team.js';
export {OwnInvitations, type Invitation} from './team/own-invitations.js';
export {AccountDesk, SECOND_STEP_RESET, type AccountView} from './accounts/account-desk.js';
export {AddUser, type NewUser} from './accounts/add-user.js';
export {
  BeginSession,
  type Beginning,
  type SecondFactorNeeded,
  type SignedIn,
  type SignInAccount,
} from './accounts/begin-session.js';
export {hashPassword} from './accounts/password.js';
export {Sessions} from './accounts/sessions.js';
export {SignIn, type SignInFrom} from './accounts/sign-in.js';
export {setSignInRules, type SignInRulesChange} from './accounts/sign-in-rules.js';
export {hasSecondFactor, SIGN_IN_METHODS, type SignInMethod} from './accounts/sign-in-method.js';
export {SignOut} from './accounts/sign-out.js';
export {FirstSignIn, type Newcomer} from './issuers/first-sign-in.js';
export type {Admission} from './issuers/admit-vouched.js';
export type {Audience} from './issuers/identity-provider.entity.js';
export {attemptGone} from './issuers/issuer.errors.js';
export {OwnIdentities, type OwnWays} from './issuers/own-identities.js';
export {Providers, type OfferedProvider} from './issuers/providers.js';
export {ReadProviders, type ShownProvider} from './issuers/read-providers.js';
export {ReturnFromIssuer, type Returned} from './issuers/return-from-issuer.js';
export {addProvider, endProvider, setRoleClaim, type NewProvider} from './issuers/set-providers.js';
export {StartAtIssuer, type AtIssuer} from './issuers/start-at-issuer.js';
export {AskLink, LINK_CLOSED, LINK_WANTED, type Asking} from './links/ask-link.js';
export {FollowLink, type Followed, type OpenedLink} from './links/follow-link.js';
export {IssueLink, type LinkToSend, type LinkWords} from './links/issue-link.js';
export {PURPOSES, type LinkAsked, type Purpose} from './links/sign-in-link.entity.js';
export {AuditSealer} from './audit/audit-sealer.js';
export {newToken, tokenHash} from './accounts/sessions.js';
export {AuditTrail, by, type AuditRecord} from './audit/audit-trail.js';
export {ReadTrail, type TrailEntry} from './audit/read-trail.js';
export {verifyAudit, type AuditReport} from './audit/verify-audit.js';
export {addCouncil, type NewCouncil} from './council/add-council.js';
export type {Council} from './council/council.entity.js';
export {Councils} from './council/councils.js';
export {IdentityModule} from './identity.module.js';
export {AddApplicant} from './people/add-applicant.js';
export {Contacts} from './people/contacts.js';
export {FindApplicants, type Found} from './people/find-applicants.js';
export {FindPeople, type FoundPerson} from './people/find-people.js';
export {Names} from './people/names.js';
export {PeopleInBulk, type ApplicantKind} from './people/people-in-bulk.js';
export {ReadStaff} from './people/read-staff.js';
export {RoleHolders} from './people/role-holders.js';
export {Organisations} from './people/organisations.js';
export {FundsHeld} from './representation/funds-held.js';
export {ActFor, type Represented} from './representation/act-for.js';
export {requirePermission, requirePerson, requireText} from './representation/requires.js';
export {Relations, type Relation} from './representation/relations.js';
export {CONTACT_WAYS, type ContactWay} from './behalf/behalf-contact.entity.js';
export {ActOnBehalf, type NewContact} from './behalf/act-on-behalf.js';
export {ReadDoneForMe, type DoneForMe} from './representation/done-for-me.js';
export {EndRepresentation, OWN_CHOICE} from './representation/end-representation.js';
export {HOW_ASKED, RELATIONSHIPS, type Evidence, type HowAsked, type Relationship} from './representation/evidence.js';
export {ActingFacts, type ActedFor, type RepresentationFact} from './representation/acting-facts.js';
export {MayAct} from './representation/may-act.js';
export {
  ReadRepresentations,
  type CapacityView,
  type PersonRecord,
  type RepresentationRecord,
  type RepresentationView,
} from './representation/read-representations.js';
export {RecordCapacity, type CapacityAssessment} from './representation/record-capacity.js';
export {RecordRepresentation, type NewRepresentation} from './representation/record-representation.js';
export {Representatives} from './representation/representatives.js';
export {
  ACTORS,
  AREAS,
  AREAS_OF,
  grantOf,
  mostOf,
  POWERS,
  REPRESENTATION_KINDS,
  usualOf,
  type Actor,
  type Area,
  type Power,
  type RepresentationKind,
} from './representation/powers.js';
export {reachOf, type Reach} from './representation/reach.js';
export {ChangePassword} from './accounts/change-password.js';
export {FreshSignIn} from './accounts/fresh-sign-in.js';
export {OwnSessions, type OwnSession} from './accounts/own-sessions.js';
export {SignInRulesDesk} from './accounts/set-sign-in-rules.js';
export {ShowAgain, type Asked} from './accounts/show-again.js';
export {requireStrongPassword, SHORTEST_PASSWORD} from './accounts/strong-password.js';
export {Throttle, type TriedFrom} from './accounts/throttle.js';
export {MachineClients, type MachineClientView, type NewSecret} from './machines/machine-clients.js';
export {MachineTokens} from './machines/machine-tokens.js';
export {SCOPES, type Scope} from './machines/scopes.js';
export type {NewAuthenticator} from './second-factor/authenticator-app.js';
export {OwnSecondFactorsDesk, type OwnSecondFactor, type OwnSecondFactors} from './second-factor/own-second-factors.js';
export {Passkeys, type RelyingParty} from './second-factor/passkeys.js';
export {PendingSignIns, type Pending} from './second-factor/pending-sign-ins.js';
export {SetUpAuthenticator} from './second-factor/set-up-authenticator.js';
export {ShowCode} from './second-factor/show-code.js';
