import {Controller, Get, Injectable, Res} from '@nestjs/common';
import {ApiExcludeController} from '@nestjs/swagger';
import type {FastifyReply} from 'fastify';
import {DataSource} from 'typeorm';
import {Public} from './access.js';

export interface HealthCheck {
  name: string;
  /** Whether the service can do its work without it. */
  needed: boolean;
  /** Resolves when well; the error's text is logged, never shown. */
  check(): Promise<void>;
}

interface PartHealth {
  status: 'up' | 'down';
  needed: boolean;
}

const LONGEST_CHECK_MS = 2_000;

/** The parts this process stands on. A module adds its own. */
@Injectable()
export class Health {
  private readonly checks: HealthCheck[] = [];

  constructor(dataSource: DataSource) {
    this.register({name: 'database', needed: true, check: async () => void (await dataSource.query('SELECT 1'))});
  }

  register(check: HealthCheck): void {
    this.checks.push(check);
  }

  async parts(): Promise<Record<string, PartHealth>> {
    const parts = this.checks.map(async (part): Promise<[string, PartHealth]> => {
      const {name, needed} = part;
      const status = await Promise.race([part.check().then(() => 'up' as const), tooLong()]).catch(
        () => 'down' as const,
      );
      return [name, {status, needed}];
    });
    return Object.fromEntries(await Promise.all(parts));
  }
}

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Public()
  @Get('live')
  live(): {status: string} {
    return {status: 'up'};
  }

  /** 503 when a needed part is down; a part that is not needed only degrades. */
  @Public()
  @Get('ready')
  async ready(
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<{status: string; parts: Record<string, PartHealth>}> {
    const parts = await this.health.parts();
    const down = Object.values(parts).filter((part) => part.status === 'down');
    const unready = down.some((part) => part.needed);
    void reply.code(unready ? 503 : 200);
    return {status: unready ? 'down' : down.length ? 'degraded' : 'up', parts};
  }
}

function tooLong(): Promise<'down'> {
  return new Promise((resolve) => setTimeout(resolve, LONGEST_CHECK_MS, 'down').unref());
}
