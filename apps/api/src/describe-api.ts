import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {DocumentBuilder, SwaggerModule, type OpenAPIObject} from '@nestjs/swagger';
import {ApiModule} from './api.module.js';

/** OpenAPI 3.1 of the API: its calls and shapes from the code, and the one shape of every refusal. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Alongside')
    .setDescription(
      'Find, agree, book and pay for support out of a personal budget. Money is in whole pence, times are ISO 8601.',
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  return withProblems(SwaggerModule.createDocument(app, description, {include: [ApiModule]}));
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

function withProblems(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) operation.responses['default'] = REFUSAL;
    }
  }
  document.components = {...document.components, schemas: {...document.components?.schemas, Problem: PROBLEM}};
  return document;
}

const REFUSAL = {
  description: 'It was refused: which field, and what to do (RFC 9457).',
  content: {'application/problem+json': {schema: {$ref: '#/components/schemas/Problem'}}},
};

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors'],
  properties: {
    type: {type: 'string'},
    title: {type: 'string'},
    status: {type: 'integer', minimum: 400, maximum: 599},
    detail: {type: 'string', description: 'A sentence for a person.'},
    code: {type: 'string', description: 'For programs; it does not change.', example: 'SLOT_TAKEN'},
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: {field: {type: 'string', example: 'splits.0.share_bp'}, message: {type: 'string'}},
      },
    },
  },
};
