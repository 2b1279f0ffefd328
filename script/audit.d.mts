export interface Exception {
  advisory: string;
  reason: string;
  until: string;
}

export const NOT_RUN: number;
export function judge(
  report: unknown,
  exceptions: readonly Exception[],
  today: string,
): {outcome: 'passed' | 'failed' | 'not run'; lines: string[]};
