/** What the licences of the data ask us to show wherever it is used, Open Government Licence and CC BY 4.0. */
export function attribution(year: number): readonly string[] {
  return [
    `Contains OS data © Crown copyright and database right ${year}`,
    `Contains Royal Mail data © Royal Mail copyright and database right ${year}`,
    `Contains National Statistics data © Crown copyright and database right ${year}`,
    'Contains place names from GeoNames (geonames.org), licensed under CC BY 4.0',
  ];
}
