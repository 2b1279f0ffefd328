import {once} from 'node:events';
import {setTimeout as pause} from 'node:timers/promises';
import {type ServiceProcess, isRunning, untilReady} from './service-process.js';

export interface Service {
  name: string;
  spawn(): Promise<ServiceProcess>;
  isReady(process: ServiceProcess): boolean | Promise<boolean>;
  /** How it is asked to end in order, and how it is made to when that takes too long. */
  stopSignal: NodeJS.Signals;
  forceSignal: NodeJS.Signals;
  patienceMs: number;
  /** It ended before it was ready: a chance to mend what may have been the reason. */
  onFailure?(process: ServiceProcess): void;
  log(line: string): void;
}

/** Keeps one server up: starts it again, with growing pauses, when it ends without being told to. */
export class Supervisor {
  private current: ServiceProcess | null = null;
  private wanted = false;
  private wake = new AbortController();
  private watching: Promise<void> = Promise.resolve();
  /** Node may end without `stop`, by an uncaught error for one: the server must not outlive it. */
  private readonly onNodeExit = (): void => void this.current?.child.kill(this.service.stopSignal);

  constructor(private readonly service: Service) {}

  /** Fails when the server does not come up; afterwards every failure is tried again. */
  async start(): Promise<void> {
    this.wanted = true;
    this.wake = new AbortController();
    process.once('exit', this.onNodeExit);
    try {
      await this.launch();
    } catch (error) {
      await this.stop();
      throw error;
    }
    this.watching = this.watch();
  }

  async stop(signal: NodeJS.Signals = this.service.stopSignal): Promise<void> {
    this.wanted = false;
    this.wake.abort();
    await this.end(signal);
    await this.watching;
    process.off('exit', this.onNodeExit);
  }

  private async launch(): Promise<void> {
    const started = await this.service.spawn();
    this.current = started;
    if (!this.wanted) started.child.kill(this.service.stopSignal); // stopped while we were starting
    try {
      await untilReady(started, () => this.service.isReady(started));
    } catch (error) {
      if (this.wanted) this.service.onFailure?.(started);
      throw error;
    }
  }

  private async watch(): Promise<void> {
    const {name} = this.service;
    for (;;) {
      const child = this.current?.child;
      if (child && isRunning(child)) await once(child, 'exit');
      if (!this.wanted) return;
      this.service.log(`${name} ended unexpectedly (${child?.signalCode ?? child?.exitCode}); starting it again.`);
      for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 10_000)) {
        await pause(pauseMs, undefined, {signal: this.wake.signal, ref: false}).catch(() => {});
        if (!this.wanted) return;
        const failure = await this.launch().catch((error: Error) => error);
        if (!failure || !this.wanted) break;
        this.service.log(`${name} did not start: ${failure.message}.`);
      }
    }
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.current?.child;
    if (!child || !isRunning(child)) return;
    child.ref(); // or Node could end before it
    const force = setTimeout(() => child.kill(this.service.forceSignal), this.service.patienceMs);
    child.kill(signal);
    await once(child, 'exit');
    clearTimeout(force);
  }
}
