import type {BenchReport} from './bench.js';
import {startBenchServers} from './bench-servers.js';
import {JudgedSearch} from './judged/judged-search.js';

/** How good the first ten answers to the judged questions are, with either engine. */
export async function benchJudged(report: BenchReport): Promise<void> {
  const servers = await startBenchServers({search: true});
  const {MEILISEARCH_URL: url, MEILISEARCH_KEY: key} = servers.environment;
  const search = await JudgedSearch.open(servers.superuserUrl, url && key ? {url, key} : null);
  try {
    for (const engine of ['postgres', ...(url ? (['meilisearch'] as const) : [])] as const) {
      const {queries, ndcg, zeroResults, worst, ms} = await search.judge(engine);
      const at = (share: number) => ms[Math.floor((ms.length - 1) * share)] ?? 0;
      report.line({
        bench: 'search',
        case: `judged questions, ${engine}`,
        size: queries,
        connections: 1,
        rps: 1_000 / (ms.reduce((sum, each) => sum + each, 0) / ms.length),
        p50_ms: at(0.5),
        p95_ms: at(0.95),
        p99_ms: at(0.99),
        ndcg,
        zero_results: zeroResults,
      });
      const least = worst.slice(0, 3).map((each) => `“${each.text}” ${each.ndcg.toFixed(2)}`);
      report.note(
        `search: ${engine}: nDCG@10 ${ndcg.toFixed(3)}, ${(zeroResults * 100).toFixed(1)}% of ${queries} judged questions find nobody; least: ${least.join(', ')}`,
      );
    }
  } finally {
    await search.close();
    await servers.stop();
  }
}
