import { z } from 'zod';
import { BotApiError, badRequest } from './bot-api-error.ts';
import type { EmulatorState } from './emulator-state.ts';
import { boolean, integer, json, type MethodTable, readParameters, text } from './method-parameters.ts';

const getUpdatesParameters = z.object({
  offset: integer.optional(),
  limit: integer.optional(),
  timeout: integer.default(0),
  allowed_updates: json(z.array(z.string())).optional(),
});

const setWebhookParameters = z.object({
  url: text.default(''),
  max_connections: integer.default(40),
  allowed_updates: json(z.array(z.string())).optional(),
  drop_pending_updates: boolean.optional(),
  secret_token: text.optional(),
});

const deleteWebhookParameters = z.object({ drop_pending_updates: boolean.optional() });

/** Methods by which the bot gets its updates. A webhook is stored and told of, but nothing is sent to it. */
export function createUpdateMethods(state: EmulatorState): MethodTable {
  const { updates } = state;

  return {
    getUpdates(raw, { signal }) {
      const parameters = readParameters(getUpdatesParameters, raw);
      if (state.webhook !== undefined) {
        throw new BotApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      return updates.poll({
        offset: parameters.offset,
        limit: parameters.limit,
        timeoutMs: parameters.timeout * 1000,
        allowedUpdates: parameters.allowed_updates,
        signal,
      });
    },

    setWebhook(raw) {
      const parameters = readParameters(setWebhookParameters, raw);
      const { url, max_connections: maxConnections, secret_token: secretToken } = parameters;
      if (url !== '' && !/^https:\/\//iu.test(url)) {
        throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
      }
      if (secretToken !== undefined && !/^[A-Za-z0-9_-]{1,256}$/u.test(secretToken)) {
        throw badRequest('secret token contains unallowed characters');
      }
      if (parameters.drop_pending_updates) updates.clear();
      if (parameters.allowed_updates) updates.allow(parameters.allowed_updates);
      state.webhook = url === '' ? undefined : { url, maxConnections, ...(secretToken && { secretToken }) };
      return true;
    },

    deleteWebhook(raw) {
      if (readParameters(deleteWebhookParameters, raw).drop_pending_updates) updates.clear();
      state.webhook = undefined;
      return true;
    },

    getWebhookInfo: () => ({
      url: state.webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.size,
      ...(state.webhook && { max_connections: state.webhook.maxConnections }),
      ...(updates.allowed.length > 0 && { allowed_updates: updates.allowed }),
    }),

    logOut: () => true,
    close: () => true,
  };
}
