import {describe, expect, it} from '@jest/globals';
import {distanceMetres} from '@app/geography';
import fc from 'fast-check';
import {areaOf, cellOf, cellsAround} from './cells.js';

const position = fc.record({
  latitude: fc.double({min: 49, max: 61.5, noNaN: true}),
  longitude: fc.double({min: -9, max: 2.5, noNaN: true}),
});
const nearby = fc.record({
  north: fc.double({min: -1, max: 1, noNaN: true}),
  east: fc.double({min: -1, max: 1, noNaN: true}),
});

describe('cells around a place', () => {
  it('hold everything that is within the distance', () => {
    fc.assert(
      fc.property(position, nearby, fc.integer({min: 100, max: 350_000}), (origin, {north, east}, metres) => {
        const reach = metres / 111_195;
        const other = {
          latitude: Math.min(61.5, Math.max(49, origin.latitude + north * reach)),
          longitude: Math.min(
            2.5,
            Math.max(-9, origin.longitude + (east * reach) / Math.cos((origin.latitude * Math.PI) / 180)),
          ),
        };
        const around = cellsAround(origin, metres);
        if (distanceMetres(origin, other) > metres || around.in === 'anywhere') return;
        expect(around.values).toContain(around.in === 'cell' ? cellOf(other) : areaOf(other));
      }),
      {numRuns: 5_000},
    );
  });

  it('are few: not much more ground than the circle', () => {
    const around = cellsAround({latitude: 52.95, longitude: -1.15}, 16_000);
    expect(around.in).toBe('cell');
    expect(around.in === 'cell' && around.values.length).toBeLessThan(55);
  });
});
