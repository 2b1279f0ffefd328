import {expect, it} from '@jest/globals';
import {Metrics} from './metrics.js';

it('tells of each application its own requests, and of their process once', async () => {
  const [one, other] = [new Metrics(), new Metrics()];
  one.observe('GET', '/help', 200, 0.02);
  const [told, toldByOther] = await Promise.all([one.all().metrics(), other.all().metrics()]);
  const requests = 'http_request_duration_seconds_count{method="GET",route="/help",status="200"} 1';
  expect(told).toContain(requests);
  expect(toldByOther).not.toContain(requests);
  for (const each of [told, toldByOther]) expect(each.match(/^nodejs_eventloop_lag_seconds /gm)).toHaveLength(1);
  const process = 'nodejs_eventloop_lag_seconds';
  expect(one.all().getSingleMetric(process)).toBe(other.all().getSingleMetric(process));
});
