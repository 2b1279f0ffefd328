export interface Outgoing {
  /** The delivery's id: whoever is asked twice for the same reference can say so. */
  reference: string;
  channel: 'email' | 'sms' | 'letter';
  to: string;
  subject: string;
  body: string;
  /** A letter, ready to print. */
  pdf?: Buffer;
}

export type SendResult =
  | {kind: 'sent'; providerId: string}
  /** This message will never be taken: somebody has to look at it. */
  | {kind: 'refused'; why: string}
  /** Nothing of this council will be taken: the key is wrong or ended. */
  | {kind: 'halt'; why: string}
  /** Not now. `certain`: it was not taken; otherwise it may have been, and is looked up before the next try. */
  | {kind: 'later'; certain: boolean};

/** What takes messages out of the service. */
export interface Sender {
  readonly takes: ReadonlySet<Outgoing['channel']>;
  send(message: Outgoing): Promise<SendResult>;
  /** The provider's id of what was sent under a reference before; null when it knows of none. */
  find(reference: string): Promise<string | null>;
}
