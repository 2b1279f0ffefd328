import {Complaint} from '../complaints/complaint.entity.js';
import {Complaints} from '../complaints/complaints.js';
import {MakeComplaint} from '../complaints/make-complaint.js';
import {TakeDown} from '../suspension/take-down.js';
import {CloseConcern} from './close-concern.js';
import {ConcernEntry} from './concern-entry.entity.js';
import {ConcernFacts} from './concern-facts.js';
import {Concern} from './concern.entity.js';
import {FollowConcern} from './follow-concern.js';
import {MembersOfConcern} from './members-of-concern.js';
import {QuietMembers} from './quiet-members.js';
import {RaiseConcern} from './raise-concern.js';
import {ReadConcerns} from './read-concerns.js';
import {RecordConcern} from './record-concern.js';
import {SafeguardingPolicies} from './safeguarding-policies.js';
import {SafeguardingPolicy} from './safeguarding-policy.entity.js';

export const SAFETY_ENTITIES = [Concern, ConcernEntry, SafeguardingPolicy, Complaint];

/** Concerns about safety, and complaints, which are something else. */
export const SAFETY_OFFERED = [
  RaiseConcern,
  RecordConcern,
  ReadConcerns,
  FollowConcern,
  CloseConcern,
  ConcernFacts,
  MembersOfConcern,
  QuietMembers,
  SafeguardingPolicies,
  MakeComplaint,
  Complaints,
];

export const SAFETY_INSIDE = [TakeDown];
