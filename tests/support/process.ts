import {spawn, type ChildProcess} from 'node:child_process';
import {createServer, type AddressInfo} from 'node:net';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..', '..');

/** One of the product's built processes, as it runs in an installation: something that can really be killed. */
export class ProductProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly output: string[],
  ) {}

  /** @param app the built main file's app: `api`, `web`, `worker`, `standalone` */
  static async start(app: string, variables: Record<string, string>): Promise<ProductProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, [join(ROOT, 'dist', 'apps', app, 'main.js')], {
      cwd: ROOT,
      env: {...plainEnvironment(), LOG_LEVEL: 'error', ...variables, PORT: String(port)},
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    const started = new ProductProcess(child, `http://127.0.0.1:${port}`, output);
    await started.untilReady();
    return started;
  }

  /** All that it has written, to whichever stream. */
  get said(): string {
    return this.output.join('');
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await ended;
  }

  private async untilReady(): Promise<void> {
    for (const deadline = Date.now() + 150_000; Date.now() < deadline; await pause(50)) {
      if (this.child.exitCode !== null) throw new Error(`the process ended: ${this.output.join('')}`);
      const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
      if (answer?.ok) return;
    }
    throw new Error(`the process did not get ready: ${this.output.join('')}`);
  }
}

/** Without what Jest set for itself. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const environment = {...process.env};
  delete environment['NODE_OPTIONS'];
  delete environment['NODE_ENV'];
  return environment;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
