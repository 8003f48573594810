// Where the verifier's module is: beside the page; in the one-file page, within it (build/verifier.ts).

import { packed, url } from 'virtual:eseal-verifier';
import { fromBase64 } from '../bytes.ts';

/** The module's bytes. */
export async function moduleBytes(): Promise<ArrayBuffer> {
	if (packed !== undefined) {
		const stream = new Blob([fromBase64(packed)]).stream().pipeThrough(new DecompressionStream('gzip'));
		return new Response(stream).arrayBuffer();
	}
	const answer = await fetch(url ?? '');
	if (!answer.ok) {
		throw new Error(`${answer.status} ${answer.statusText}`);
	}
	return answer.arrayBuffer();
}
