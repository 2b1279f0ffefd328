import type {Environment} from '@app/platform';

export function loadDemonstrationOnce(_environment: Environment): Promise<void> {
  return Promise.resolve();
}

export function demonstrationGreeting(): string[] {
  return [];
}
