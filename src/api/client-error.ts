import type { Writable } from 'node:stream';
import { ApiError } from './api-error.js';
import { errorBody } from './error-answer.js';

const STATUS_LINES: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** Answers what is no HTTP request at all, in the same form as everything else, and hangs up. */
export function clientErrorAnswer(error: NodeJS.ErrnoException, socket: Writable): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status = STATUS_LINES[error.code ?? ''] ?? '400 Bad Request';
  const body = JSON.stringify(errorBody(new ApiError('invalid_request', 'This is no HTTP request.')));
  const head = [`HTTP/1.1 ${status}`, 'Connection: close', 'Content-Type: application/json'];
  socket.end([...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
}
