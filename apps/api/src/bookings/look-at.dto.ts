export class ReachResponse {
  id: string;
  name: string;
  email: string | null;
}

export class VisitToLookAtResponse {
  visit_id: string;
  reference: string;
  starts_at: string;
  ends_at: string;
  /** Asked for, and not accepted yet. */
  requested: boolean;
  provider: string;
  holder: ReachResponse;
  /** Who acts for the holder. */
  representatives: ReachResponse[];
}

export class VisitsToLookAtResponse {
  items: VisitToLookAtResponse[];
}
