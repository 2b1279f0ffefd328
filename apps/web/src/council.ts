/** The council whose pages these are. */
export interface Council {
  /** As it signs its name: `Nottinghamshire County Council`. */
  name: string;
  /** The place it serves, for running text: `Nottinghamshire`. */
  area: string;
  email: string;
  phone: string;
  /** When the phone is answered: `Monday to Friday, 9am to 5pm`. */
  phoneHours: string;
}
