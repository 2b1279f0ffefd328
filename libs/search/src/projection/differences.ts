/** How many documents were not what they should be. */
export interface Differences {
  missing: number;
  different: number;
  extra: number;
}

export function anyOf({missing, different, extra}: Differences): boolean {
  return missing + different + extra > 0;
}
