const KEYS = '"facetDistribution":{"key":{';
const END = '}'.charCodeAt(0);
const QUOTE = '"'.charCodeAt(0);
const FIRST = 'n'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);

/**
 * Reads answers that count keys, one after another. They are read off the text one letter after another: an object of
 * thousands of properties, of which only the names are wanted, takes ten times as long to make.
 */
export function readAnswers(text: string, count: number): number[][] {
  const answers: number[][] = [];
  for (let at = 0; answers.length < count;) {
    const found = text.indexOf(KEYS, at);
    if (found < 0) throw new Error('Meilisearch answered something else');
    const {numbers, end} = numbersIn(text, found + KEYS.length);
    answers.push(numbers);
    at = end;
  }
  return answers;
}

/** @param from where the first of `"n1":1,"n2":1}` stands, if there is one */
function numbersIn(text: string, from: number): {numbers: number[]; end: number} {
  const numbers: number[] = [];
  let number: number | null = null;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === END) return {numbers, end: at};
    if (code === FIRST) number = 0;
    else if (number !== null && code !== QUOTE) number = number * 10 + code - ZERO;
    else if (number !== null) {
      numbers.push(number);
      number = null;
    }
  }
  throw new Error('Meilisearch did not finish its answer');
}
