import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BotApiError } from './bot-api-error.ts';
import { type FaultInjection, toBotApiError } from './fault-injection.ts';
import type { MethodTable, RawParameters } from './method-parameters.ts';
import { readRequestParameters } from './request-parameters.ts';

/** A call of a method as it came. */
export interface RecordedCall {
  /** As the Bot API spells it. */
  readonly method: string;
  readonly parameters: RawParameters;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface BotApiRoutesOptions {
  readonly token: string;
  readonly methods: MethodTable;
  readonly faults: FaultInjection;
  /** Told of every call of a known method before it is run, failing ones included. */
  readonly record: (call: RecordedCall) => void;
  readonly now: () => number;
}

type NodeContext = Context<{ Bindings: Partial<HttpBindings> }>;

/** The Bot API over HTTP: `GET` and `POST /bot<token>/<method>`. */
export function createBotApiRoutes({
  token,
  methods,
  faults,
  record,
  now,
}: BotApiRoutesOptions): Hono<{ Bindings: Partial<HttpBindings> }> {
  const names = new Map(Object.keys(methods).map((name) => [name.toLowerCase(), name]));

  async function call(context: NodeContext): Promise<Response> {
    if (context.req.param('bot') !== `bot${token}`) throw new BotApiError(401, 'Unauthorized');
    const name = names.get(context.req.param('method')?.toLowerCase() ?? '');
    const method = name === undefined ? undefined : methods[name];
    if (name === undefined || method === undefined) throw new BotApiError(404, 'Not Found');

    const parameters = await readRequestParameters(context.req);
    record({ method: name, parameters, at: now() });
    const fault = faults.take(name);
    if (fault?.drop) return dropConnection(context);
    if (fault !== undefined) return failure(context, toBotApiError(fault), fault.status);
    const result = await method(parameters, { signal: context.req.raw.signal });
    return context.json({ ok: true, result });
  }

  return new Hono<{ Bindings: Partial<HttpBindings> }>()
    .on(['GET', 'POST'], '/:bot{bot[^/]+}/:method', call)
    .all('/:bot{bot[^/]+}/*', (context) => failure(context, new BotApiError(404, 'Not Found')))
    .onError((error, context) => {
      if (error instanceof BotApiError) return failure(context, error);
      throw error;
    });
}

function failure(context: Context, error: BotApiError, status = error.errorCode): Response {
  const { errorCode, message, parameters } = error;
  return context.json(
    { ok: false, error_code: errorCode, description: message, ...(parameters && { parameters }) },
    status as ContentfulStatusCode,
  );
}

function dropConnection(context: NodeContext): Response {
  context.env?.incoming?.socket.destroy();
  return context.body(null, 500);
}
