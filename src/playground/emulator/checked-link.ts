const PROTOCOLS = new Set(['http:', 'https:', 'tg:', 'ton:']);

/**
 * The address as Telegram would link to it (`http://` added where the protocol is missing), or undefined where
 * it would not link at all.
 */
export function checkedLink(address: string): string | undefined {
  const trimmed = address.trim();
  if (trimmed === '' || /\s/u.test(trimmed)) return undefined;

  const absolute = /^[a-z][a-z0-9+-]*:\/\//iu.test(trimmed) ? trimmed : `http://${trimmed}`;
  if (!URL.canParse(absolute)) return undefined;

  const url = new URL(absolute);
  if (!PROTOCOLS.has(url.protocol)) return undefined;
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && !url.hostname.includes('.') && !url.hostname.includes(':') ? undefined : url.href;
}
