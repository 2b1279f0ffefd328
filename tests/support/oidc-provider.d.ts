declare module 'oidc-provider' {
  import type {IncomingMessage, ServerResponse} from 'node:http';

  /** The little that the tests' issuer uses of Koa's context. */
  export interface Context {
    path: string;
    body?: Record<string, unknown>;
    oidc: {client: {clientId: string}; session: {accountId: string}; provider: Provider};
  }
  export interface Grant {
    addOIDCScope(scope: string): void;
    addOIDCClaims(claims: string[]): void;
    save(): Promise<string>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    Grant: new (of: {clientId: string; accountId: string}) => Grant;
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
    on(event: string, listener: (...args: unknown[]) => void): void;
  }
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  /** Of one provider alone; the class itself would warn that it is only for trying out. */
  export function createMemoryAdapter(clockTolerance: number): unknown;
}
