import {readEnvironment} from '@app/platform';
import {startServers} from './servers.js';

export interface Running {
  url: string;
  greeting: string[];
  stop(): Promise<void>;
}

/** Starts the servers that the environment does not name, and the product on them. */
export async function startStandalone(variables: NodeJS.ProcessEnv): Promise<Running> {
  const wanted = readEnvironment(variables);
  const product = import('./serve.js'); // loading the code takes as long as starting the servers: side by side
  product.catch(() => undefined);
  const servers = await startServers(wanted, {search: true, join: false});
  try {
    const {serve} = await product;
    const {url, greeting, app} = await serve(servers.environment);
    return {
      url,
      greeting,
      stop: async () => {
        await app.close();
        await servers.stop();
      },
    };
  } catch (error) {
    await servers.stop();
    throw error;
  }
}
