import 'reflect-metadata';
import {NestFactory} from '@nestjs/core';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {configureWeb} from './src/bootstrap.js';
import {DEMONSTRATION_COUNCIL} from './src/demonstration-council.js';
import {webAdapter} from './src/web-adapter.js';
import {WebModule} from './src/web.module.js';

const app = await NestFactory.create<NestFastifyApplication>(WebModule, webAdapter(), {logger: ['warn', 'error']});
await configureWeb(app, {
  production: process.env.NODE_ENV === 'production',
  secure: false,
  council: DEMONSTRATION_COUNCIL,
  demonstration: true,
});
app.enableShutdownHooks();
await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
