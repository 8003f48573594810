// A node that lies, as a page in a browser meets it: what it answers is altered on the way.

/**
 * Lets a lie be told on the way from a node to the page.
 *
 * @param {(answer: any, method: string) => unknown} lie  what is answered instead; nothing lets the answer pass
 * @returns {(page: import('playwright-core').Page) => Promise<unknown>}
 */
export const lying = (lie) => (page) =>
	page.routeWebSocket(/^ws:/, (page) => {
		const node = page.connectToServer();
		/** @type {Map<number, string>} */
		const asked = new Map();
		page.onMessage((text) => {
			const { id, method, params } = JSON.parse(String(text));
			asked.set(id, method === 'state_call' ? params[0] : method);
			node.send(text);
		});
		node.onMessage((text) => {
			const message = JSON.parse(String(text));
			const { params, result } = message;
			// An answer, or what is told of a subscription.
			const told = result ?? params?.result;
			const instead = told && lie(told, asked.get(message.id) ?? message.method);
			if (instead === undefined) {
				page.send(text);
			} else {
				page.send(
					JSON.stringify(
						params ? { ...message, params: { ...params, result: instead } } : { ...message, result: instead },
					),
				);
			}
		});
	});

/**
 * The same bytes in hexadecimal but for one.
 *
 * @param {string} hex
 * @param {number} at  which byte; from the end if negative
 */
export function oneOff(hex, at) {
	const bytes = Buffer.from(hex.slice(2), 'hex');
	const place = at < 0 ? bytes.length + at : at;
	bytes[place] ^= 1;
	return `0x${bytes.toString('hex')}`;
}

/**
 * What a node may say that is not so, each by what it is.
 *
 * @type {Record<string, (answer: any, method: string) => unknown>}
 */
export const LIES = {
	'another state': (answer, method) =>
		method === 'state_getReadProof'
			? { ...answer, proof: [oneOff(answer.proof[0], -1), ...answer.proof.slice(1)] }
			: undefined,
	'a use of another e-seal': (answer, method) =>
		// In a list of one, the e-seal's number follows the use's index and the record's number.
		method === 'UsageLogApi_uses_of_document' && answer !== '0x00' ? oneOff(answer, 17) : undefined,
	'another record': (answer, method) =>
		method === 'UsageLogApi_use_at' && answer !== '0x00' ? oneOff(answer, 60) : undefined,
	'a justification that nobody signed': (answer, method) =>
		['grandpa_proveFinality', 'grandpa_justifications'].includes(method) ? oneOff(answer, 120) : undefined,
	'another sender': (answer, method) =>
		method === 'chain_getBlock'
			? {
					...answer,
					block: {
						...answer.block,
						extrinsics: answer.block.extrinsics.map((/** @type {string} */ one) => oneOff(one, 60)),
					},
				}
			: undefined,
	'another header': (answer, method) =>
		method === 'chain_getHeader' ? { ...answer, stateRoot: oneOff(answer.stateRoot, 3) } : undefined,
	'another chain': (answer, method) => (method === 'chain_getBlockHash' ? oneOff(answer, 3) : undefined),
	rubbish: (_, method) => (method.startsWith('UsageLogApi') ? '0xzz' : undefined),
};
