import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';
import {PortTaken} from './launch-error.js';

/** A port of 127.0.0.1 that was free a moment ago; only binding it tells whether it still is. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts `make(port)` on a free port; another one when something else was quicker to bind it. */
export async function startOnFreePort<T extends {start(): Promise<void>}>(
  make: (port: number) => T,
  choosePort = freePort,
): Promise<{port: number; server: T}> {
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort();
    const server = make(port);
    try {
      await server.start();
      return {port, server};
    } catch (error) {
      if (!(error instanceof PortTaken) || attempt === 5) throw error;
    }
  }
}
