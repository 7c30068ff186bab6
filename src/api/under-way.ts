import type { FastifyReply } from 'fastify';
import type { ApiKeyStore } from '../ledger/store/port.js';
import { ApiError } from './api-error.js';

/** Requests with a key that are not answered yet. */
export interface UnderWay {
  add(reply: FastifyReply): void;
  /** The keys, where revoking one here also ends what is under way with it, at once (seed csms-api-keys.txt). */
  ending(keys: ApiKeyStore): ApiKeyStore;
}

export function createUnderWay(): UnderWay {
  const replies = new Set<FastifyReply>();

  function end(keyId: string): void {
    for (const reply of replies) {
      const { request, raw } = reply;
      if (request.apiKey?.id !== keyId) continue;
      request.apiKey = null;
      // A stream that has begun cannot say any more why it ends.
      if (raw.headersSent) raw.destroy();
      else void reply.send(new ApiError('unauthorized', 'The API key was revoked.'));
    }
  }

  return {
    add(reply) {
      replies.add(reply);
      reply.raw.once('close', () => replies.delete(reply));
    },
    ending: (keys) => ({
      ...keys,
      async remove(id) {
        const isRemoved = await keys.remove(id);
        if (isRemoved) end(id);
        return isRemoved;
      },
    }),
  };
}
