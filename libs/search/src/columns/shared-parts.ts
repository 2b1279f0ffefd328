import type {PublicCard} from '../document/public-card.js';

type Service = PublicCard['services'][number];

/** What many listings say alike (a council's id, the name of a service) stands in memory once. */
export class SharedParts {
  private readonly texts = new Map<string, string>();
  private readonly services = new Map<string, Service>();

  card(card: PublicCard): PublicCard {
    return {
      ...card,
      councilId: this.text(card.councilId),
      scheme: card.scheme === null ? null : this.text(card.scheme),
      services: card.services.map((each) => once(this.services, `${each.code} ${each.name}`, each)),
    };
  }

  text(text: string): string {
    return once(this.texts, text, text);
  }
}

function once<T>(known: Map<string, T>, key: string, value: T): T {
  const first = known.get(key);
  if (first !== undefined) return first;
  known.set(key, value);
  return value;
}
