/** A day as the three boxes that a form sends: `boxes('date', '2027-03-26')`. */
export function boxes(name: string, day: string): Record<string, string> {
  const [year = '', month = '', date = ''] = day.split('-');
  return {[`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year};
}
