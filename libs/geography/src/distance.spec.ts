import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {boundsAround, distanceMetres, metresOf, milesOf} from './distance.js';

const nottingham = {latitude: 52.95506, longitude: -1.16166};
const brighton = {latitude: 50.82633, longitude: -0.14082};

describe('distance', () => {
  it('is right within half a per cent of the ellipsoid', () => {
    // Vincenty's formula on WGS84 gives 247,303 m; a degree of latitude at 53° has 111,267 m.
    expect(distanceMetres(nottingham, brighton)).toBeGreaterThan(247_303 * 0.995);
    expect(distanceMetres(nottingham, brighton)).toBeLessThan(247_303 * 1.005);
    const north = {...nottingham, latitude: nottingham.latitude + 1};
    expect(Math.abs(distanceMetres(nottingham, north) - 111_267)).toBeLessThan(111_267 * 0.005);
    expect(distanceMetres(nottingham, nottingham)).toBe(0);
  });

  it('is the same both ways, and halfway round the world at most', () => {
    fc.assert(
      fc.property(anywhere(), anywhere(), (one, other) => {
        const there = distanceMetres(one, other);
        expect(there).toBeCloseTo(distanceMetres(other, one), 3);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(20_015_115);
      }),
    );
  });

  it('is told in miles and back', () => {
    expect(milesOf(1_609.344)).toBe(1);
    expect(metresOf(3)).toBeCloseTo(4_828.032, 6);
  });
});

describe('a box around a point', () => {
  it('holds everything within the distance, and little more', () => {
    fc.assert(
      fc.property(
        anywhere(85), // nearer to a pole the check's own sums lose too many figures
        fc.double({min: 0, max: 300_000, noNaN: true}),
        fc.double({min: 0, max: 360, noNaN: true}),
        (centre, metres, bearing) => {
          const box = boundsAround(centre, metres);
          const {latitude, longitude} = towards(centre, metres * 0.999, bearing);
          expect(latitude).toBeGreaterThanOrEqual(box.south - 1e-9);
          expect(latitude).toBeLessThanOrEqual(box.north + 1e-9);
          const within = [longitude - 360, longitude, longitude + 360].some(
            (each) => each >= box.west - 1e-9 && each <= box.east + 1e-9,
          );
          expect(within).toBe(true);
        },
      ),
    );
    const box = boundsAround(nottingham, 5_000);
    expect(distanceMetres(nottingham, {...nottingham, latitude: box.north})).toBeCloseTo(5_000, 0);
    expect(distanceMetres(nottingham, {...nottingham, longitude: box.east})).toBeLessThan(5_001);
  });
});

function anywhere(poleward = 90) {
  return fc.record({
    latitude: fc.double({min: -poleward, max: poleward, noNaN: true}),
    longitude: fc.double({min: -180, max: 180, noNaN: true}),
  });
}

/** Where one comes out after so many metres in a straight line. */
function towards({latitude, longitude}: {latitude: number; longitude: number}, metres: number, bearing: number) {
  const [angle, lat, course] = [metres / 6_371_008.8, (latitude * Math.PI) / 180, (bearing * Math.PI) / 180];
  const north = Math.asin(Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(course));
  const east = Math.atan2(
    Math.sin(course) * Math.sin(angle) * Math.cos(lat),
    Math.cos(angle) - Math.sin(lat) * Math.sin(north),
  );
  return {latitude: (north * 180) / Math.PI, longitude: longitude + (east * 180) / Math.PI};
}
