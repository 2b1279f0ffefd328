import {Controller, Get, Inject, Injectable, Req, Res} from '@nestjs/common';
import {ApiExcludeController} from '@nestjs/swagger';
import {notFound} from '@app/kernel';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {collectDefaultMetrics, Histogram, Registry} from 'prom-client';
import {Environment} from '../env/environment.js';
import {Public} from './access.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

let ofProcess: Registry | undefined;

/** Memory, processor and delays: once for all applications of a process, as what observes them never ends. */
function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({register: ofProcess});
  }
  return ofProcess;
}

/** Counts by method, route pattern and status: never by address, so nothing personal can get in. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  constructor() {
    processRegistry();
  }

  observe(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({method, route, status}, seconds);
  }

  /** Of this application and of the process that it is in. */
  all(): Registry {
    return Registry.merge([processRegistry(), this.registry]);
  }
}

/** Prometheus text for a collector on this machine, or one that knows METRICS_TOKEN. To anybody else it is not there. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(Environment) private readonly environment: Environment,
  ) {}

  @Public()
  @Get()
  async text(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.mayRead(request)) throw notFound('page');
    const all = this.metrics.all();
    await reply.type(all.contentType).send(await all.metrics());
  }

  private mayRead(request: FastifyRequest): boolean {
    const token = this.environment.METRICS_TOKEN;
    if (token) return request.headers.authorization === `Bearer ${token}`;
    const forwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
    return !forwarded && LOOPBACK.has(request.socket.remoteAddress ?? '');
  }
}
