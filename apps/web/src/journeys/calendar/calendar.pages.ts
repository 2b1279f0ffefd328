import {CalendarAddressController} from './calendar-address.controller.js';
import {CalendarFileController} from './calendar-file.controller.js';
import {CalendarController} from './calendar.controller.js';

/** Who comes when. */
export const CALENDAR_PAGES = [CalendarAddressController, CalendarController, CalendarFileController];
