import {ACCESS, createHttpApp, type Access} from '@app/platform';
import {Module, RequestMethod} from '@nestjs/common';
import {METHOD_METADATA, PATH_METADATA} from '@nestjs/common/constants.js';
import {DiscoveryModule, DiscoveryService, MetadataScanner} from '@nestjs/core';
import {StandaloneModule} from '../standalone.module.js';
import {withEnvironment, type Outcome} from './command.js';

export interface Route {
  method: string;
  path: string;
  /** A permission, `public`, or null: nobody may call it. */
  permission: string | null;
}

/** Every route of the product and the permission it names. One that names none fails the command. */
export function listRoutes(): Promise<Outcome> {
  return withEnvironment({search: false}, async (environment) => {
    @Module({imports: [StandaloneModule.forRoot(environment), DiscoveryModule]})
    class Root {}

    // Not initialised: reading what it is made of must not set it to work.
    const app = await createHttpApp(Root, environment);
    try {
      const routes = routesOf(app.get(DiscoveryService));
      const lines = routes.map(
        (route) => `${route.method.padEnd(7)} ${route.path.padEnd(60)} ${route.permission ?? 'NONE'}`,
      );
      return {ok: routes.every((route) => route.permission), lines, data: {routes}};
    } finally {
      await app.close();
    }
  });
}

export function routesOf(discovery: DiscoveryService): Route[] {
  const scanner = new MetadataScanner();
  return discovery
    .getControllers()
    .flatMap(({metatype}) => {
      if (!metatype) return [];
      const prototype = metatype.prototype as Record<string, object>;
      return scanner.getAllMethodNames(prototype).flatMap((name) => routeOf(metatype, prototype[name]));
    })
    .sort((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1));
}

function routeOf(controller: object, handler: object | undefined): Route[] {
  const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
  if (handler === undefined || method === undefined) return [];
  const access = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as
    | Access
    | undefined;
  const permission = access ? ('public' in access ? 'public' : access.permission) : null;
  const bases = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
  const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
  return bases.flatMap((base) =>
    paths.map((path) => ({method: RequestMethod[method], path: join(base, path), permission})),
  );
}

function join(base: string, path: string): string {
  return `/${[base, path]
    .map((part) => part.replace(/^\/|\/$/g, ''))
    .filter(Boolean)
    .join('/')}`;
}
