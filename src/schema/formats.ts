// Formats that are checked. Dates and times are read by the room that counts with them.
import { parseDate, parseDuration, parseInstant } from '../time/index.ts';

export const schemaFormats: Readonly<Record<string, (text: string) => boolean>> = {
  date: (text) => parseDate(text).ok,
  'date-time': (text) => parseInstant(text).ok,
  time: (text) => /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/.test(text),
  duration: (text) => parseDuration(text).ok,
  email: (text) => /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(text),
  uuid: (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text),
  uri: (text) => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(text),
};
