/** Where a file keeps what we read of it. Columns are counted from nought; −1: it has none. */
export interface Layout {
  source: 'code_point_open' | 'onspd';
  /** Whether the first line names the columns. */
  header: boolean;
  width: number;
  postcode: number;
  quality: number;
  easting: number;
  northing: number;
  district: number;
  terminated: number;
  latitude: number;
  longitude: number;
}

/** The names that publishers gave a column over the years; those of ONS carry the year since 2025: lad25cd. */
const NAMES = {
  postcode: /^(pcds|pcd8|pcd2|pcd7|pcd|postcode|pc)$/,
  quality: /^(osgrdind|gridind|pq|positional_quality_indicator)$/,
  easting: /^(oseast1m|east1m|eastings?|ea)$/,
  northing: /^(osnrth1m|north1m|northings?|no)$/,
  district: /^(oslaua|laua|lad\d\dcd|admin_district_code|dc)$/,
  terminated: /^doterm$/,
  latitude: /^lat(itude)?$/,
  longitude: /^long(itude)?$/,
};

/** Code-Point Open comes without a header; its Doc folder names these ten columns. */
const CODE_POINT_OPEN: Layout = {
  source: 'code_point_open',
  header: false,
  width: 10,
  postcode: 0,
  quality: 1,
  easting: 2,
  northing: 3,
  district: 8,
  terminated: -1,
  latitude: -1,
  longitude: -1,
};

/** Reads a file's first line; null when it is neither publisher's. */
export function layoutOf(first: readonly string[]): Layout | null {
  if (isCodePointOpen(first)) return CODE_POINT_OPEN;
  const names = first.map((name) => name.trim().toLowerCase());
  const found = Object.fromEntries(
    Object.entries(NAMES).map(([column, pattern]) => [column, names.findIndex((name) => pattern.test(name))]),
  ) as Record<keyof typeof NAMES, number>;
  if (found.postcode < 0 || found.easting < 0 || found.northing < 0) return null;
  return {source: found.terminated < 0 ? 'code_point_open' : 'onspd', header: true, width: names.length, ...found};
}

function isCodePointOpen([postcode, quality, easting, northing, ...codes]: readonly string[]): boolean {
  const numbers = [quality, easting, northing].every((value) => /^\d+$/.test(value ?? ''));
  return codes.length === 6 && numbers && /^[A-Z]{1,2}\d/.test(postcode ?? '');
}
