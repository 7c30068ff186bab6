import type { JsonObject } from '../../json.js';
import { type HttpResponse, response } from '../answer.js';

/** As real chargers answer: in chunks, and the connection is closed after each answer. */
export function jsonAnswer(status: number, body: JsonObject): HttpResponse {
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Access-Control-Allow-Origin': '*',
    Connection: 'close',
    'Transfer-Encoding': 'chunked',
  };
  return response(status, headers, JSON.stringify(body));
}
