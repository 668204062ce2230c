import { ForeseenError } from '../../foreseen-error.ts';

/** A host's address is one that may not be connected to. */
export class RefusedAddressError extends ForeseenError {
  override readonly name = 'RefusedAddressError';
}
