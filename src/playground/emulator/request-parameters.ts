import type { HonoRequest } from 'hono';
import { badRequest } from './bot-api-error.ts';
import type { RawParameters } from './method-parameters.ts';

/**
 * A method's parameters from wherever Telegram takes them: the address, and a JSON, URL-encoded or multipart body,
 * which wins.
 *
 * @throws BotApiError 400, where a JSON body is not an object
 */
export async function readRequestParameters(request: HonoRequest): Promise<RawParameters> {
  const query = request.query();
  if (request.method !== 'POST') return query;

  const type = request.header('content-type') ?? '';
  if (type.includes('form')) return { ...query, ...(await request.parseBody()) };
  return { ...query, ...readJson(await request.text()) };
}

function readJson(body: string): RawParameters {
  if (body.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw badRequest("can't parse the request body as JSON");
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('the request body must be a JSON object');
  }
  return { ...value };
}
