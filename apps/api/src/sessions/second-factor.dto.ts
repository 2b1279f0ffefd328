export class SecondFactorItem {
  id: string;
  kind: 'totp' | 'passkey';
  name: string;
  added_at: string;
  last_used_at: string | null;
}

export class SecondFactorsResponse {
  items: SecondFactorItem[];
  recovery_codes_left: number;
  /** Whether the council asks for one. */
  needed: boolean;
}
