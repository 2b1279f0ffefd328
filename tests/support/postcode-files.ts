import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {zipOf} from './zip.js';
import {scratch} from './scratch.js';

/**
 * Some rows of OS Code-Point Open 2025.4.0 as published (contains OS data © Crown copyright and database right 2025,
 * Royal Mail data © Royal Mail copyright and database right 2025, National Statistics data © Crown copyright and
 * database right 2025). The last of `ab` have no position.
 */
export const AREAS = {
  ab: `"AB10 1AB",10,394235,806529,"S92000003","","S08000020","","S12000033","S13002842"
"AB43 1AJ",90,0,0,"S92000003","","","","",""
"AB43 1AN",90,0,0,"S92000003","","","","",""
`,
  bn: `"BN1 1AA",10,531040,104624,"E92000001","E19000002","E18000008","","E06000043","E05015415"
"BN1 1AB",10,530981,104247,"E92000001","E19000002","E18000008","","E06000043","E05015411"
"BN2 1TW",10,531366,103828,"E92000001","E19000002","E18000008","","E06000043","E05015405"
"BN41 1DH",10,526071,104998,"E92000001","E19000002","E18000008","","E06000043","E05015414"
`,
  ng: `"NG1 1AA",10,457804,340087,"E92000001","E19000001","E18000004","","E06000018","E05012287"
"NG1 1AB",10,457845,340031,"E92000001","E19000001","E18000004","","E06000018","E05012287"
"NG1 5DT",10,456418,340071,"E92000001","E19000001","E18000004","","E06000018","E05012277"
"NG2 3AA",10,453984,337269,"E92000001","E19000001","E18000004","E10000024","E07000172","E05010516"
"NG9 2AB",10,453329,336360,"E92000001","E19000001","E18000004","E10000024","E07000172","E05010516"
`,
};

/** Where PROJ puts some of them, to five decimals (see the importer's promise of 5 metres). */
export const POSITIONS: Record<string, readonly [latitude: number, longitude: number]> = {
  BN11AA: [50.82633, -0.14082],
  BN11AB: [50.82296, -0.14179],
  BN21TW: [50.81911, -0.13648],
  BN411DH: [50.8308, -0.2112],
  NG11AA: [52.95505, -1.14103],
  NG11AB: [52.95455, -1.14043],
  NG15DT: [52.95506, -1.16166],
  NG23AA: [52.93012, -1.19835],
  NG92AB: [52.92202, -1.20824],
};

const METADATA = `ORDNANCE SURVEY
PRODUCT: OS CODE-POINT_03.02
DATASET VERSION NUMBER: 2025.4.0
COPYRIGHT DATE: 20251020
RM UPDATE DATE: 20251017
`;

/** The zip as Ordnance Survey lays it out. */
export function codePointOpen(areas: Record<string, string> = AREAS): Buffer {
  return zipOf({
    ...Object.fromEntries(Object.entries(areas).map(([area, rows]) => [`Data/CSV/${area}.csv`, rows])),
    'Doc/Code-Point_Open_Column_Headers.csv': 'PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n',
    'Doc/metadata.txt': METADATA,
  });
}

const ONSPD_2024 =
  'pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,ctry,lat,long,imd';
const ONSPD_2026 =
  'pcd7,pcd8,pcds,dointr,doterm,cty26cd,ced25cd,lad26cd,wd26cd,parncp26cd,usrtypind,east1m,north1m,gridind,hlth19cd,nhser24cd,ctry26cd,lat,long,imd25ind';

/** In the columns of the ONS Postcode Directory, a good third of them: two in use, one withdrawn, one nowhere, one Irish, one Manx. */
const DIRECTORY_ROWS = `"NG1 5DT","NG1  5DT","NG1 5DT","198001","","E99999999","E99999999","E06000018","E05012277","E43000018",0,456418,340071,1,"E18000004","E40000008","E92000001",52.955062,-1.161658,1
"BN411DH","BN41 1DH","BN41 1DH","198001","","E99999999","E99999999","E06000043","E05015414","E43000043",0,526071,104998,1,"E18000008","E40000007","E92000001",50.830800,-0.211200,1
"NG1 1ZZ","NG1  1ZZ","NG1 1ZZ","198001","199606","E99999999","E99999999","E06000018","E05012277","E43000018",0,456418,340071,1,"E18000004","E40000008","E92000001",52.955062,-1.161658,1
"AB431AN","AB43 1AN","AB43 1AN","198001","","S99999999","S99999999","S12000034","S13002862","S99999999",1,,,9,"S08000020","S99999999","S92000003",99.999999,0.000000,1
"BT1 1AA","BT1  1AA","BT1 1AA","198001","","N99999999","N99999999","N09000003","N08000312","N99999999",0,333888,374368,1,"ZC010","N99999999","N92000002",54.602500,-5.925300,1
"IM1 1AA","IM1  1AA","IM1 1AA","198001","","M99999999","M99999999","M99999999","M99999999","M99999999",0,,,9,"M99999999","M99999999","M83000003",99.999999,0.000000,1
`;

/** The directory's one CSV, with the names its columns had until 2024, or with those they have since. */
export function directoryCsv(names: 'old' | 'new' = 'old'): string {
  return `${names === 'old' ? ONSPD_2024 : ONSPD_2026.toUpperCase()}\n${DIRECTORY_ROWS}`;
}

export interface Folder {
  write(name: string, contents: string | Buffer): string;
  path: string;
  remove(): void;
}

/** A temporary folder to put such files in. */
export function folder(): Folder {
  const path = scratch('postcodes');
  return {
    path,
    write(name, contents) {
      writeFileSync(join(path, name), contents);
      return join(path, name);
    },
    remove: () => rmSync(path, {recursive: true}),
  };
}
