import type {Council} from './council.js';

/** Made up, with a number that Ofcom keeps for drama and an address in a domain kept for examples. */
export const DEMONSTRATION_COUNCIL: Council = {
  name: 'Demonstration Council',
  area: 'Nottinghamshire',
  email: 'direct.payments@council.example',
  phone: '0115 496 0123',
  phoneHours: 'Monday to Friday, 9am to 5pm',
};
