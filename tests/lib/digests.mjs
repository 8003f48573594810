// Digests of documents and pictures, as the chain takes them.

import { createHash } from 'node:crypto';

/**
 * The plain SHA-256 digest of some bytes.
 *
 * @param {Uint8Array | string} bytes  a text stands for its UTF-8
 */
export const sha256 = (bytes) => ({ Sha256: `0x${createHash('sha256').update(bytes).digest('hex')}` });
