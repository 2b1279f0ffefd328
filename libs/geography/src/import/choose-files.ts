/** Papers that come along with the data, and what an archiver adds. */
const NOT_DATA = /(^|\/)(doc|user guide|__macosx)[^/]*\//i;

/**
 * Which files of a zip or a folder hold postcodes. ONS ships the whole directory once as a single file and once by
 * area: the areas are taken, because an import can go on after any of them.
 * @param pathOf a file's path inside the zip or folder, with slashes
 */
export function chooseFiles<T>(files: readonly T[], pathOf: (file: T) => string): {data: T[]; metadata: T | undefined} {
  const csv = files.filter((file) => /\.csv$/i.test(pathOf(file)) && !NOT_DATA.test(pathOf(file)));
  const byArea = csv.filter((file) => /(^|\/)multi_csv\//i.test(pathOf(file)));
  const metadata = files.find((file) => /(^|\/)metadata\.txt$/i.test(pathOf(file)));
  return {data: byArea.length > 0 ? byArea : csv, metadata};
}
