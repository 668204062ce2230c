import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { AddressPolicy } from './public-address.ts';
import { RefusedAddressError } from './refused-address-error.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/** Finds all addresses of a host, as `dns.lookup` does with `all`. */
export type ResolveHost = (
  host: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const resolveHost: ResolveHost = (host, callback) => lookup(host, { all: true }, callback);

export interface GuardedAgentOptions {
  readonly isAllowed: AddressPolicy;
  readonly resolve?: ResolveHost;
}

/**
 * An agent for requests that connects to allowed addresses alone. The check is made where a connection is: the addresses
 * that a name has at that moment are checked, and one of these very addresses is connected to, so that a name can't
 * have another address in between. A name that has a refused address among others is refused.
 */
export function guardedAgent({ isAllowed, resolve = resolveHost }: GuardedAgentOptions): Agent {
  const guardedLookup: LookupFunction = (host, options, callback) => {
    resolve(host, (error, addresses) => {
      const refused = addresses?.find(({ address }) => !isAllowed(address));
      const [first] = addresses ?? [];
      if (error !== null) callback(error, []);
      else if (refused !== undefined) callback(refusal(host, refused.address), []);
      else if (first === undefined) callback(new Error(`${host} has no address`), []);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup });
  return new Agent({
    connect(options, callback) {
      // an address in figures is not looked up, so it is checked here
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !isAllowed(host)) callback(refusal(host, host), null);
      else connect(options, callback);
    },
  });
}

function refusal(host: string, address: string): RefusedAddressError {
  return new RefusedAddressError(host === address ? address : `${host} (${address})`);
}
