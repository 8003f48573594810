// By what right an account uses an e-seal: what its next statement must name.

/**
 * The grant and the nonce of an account's next statement about an e-seal. Who has no right gets what an owner begins with: it
 * can state a use all the same, and is refused.
 *
 * @param {Pick<import('@polkadot/api/types').ApiDecoration<'promise'>, 'call'>} at  the chain at its best block, or at another
 * @param {number} seal
 * @param {string} address
 * @returns {Promise<{ grant: number | null, nonce: number }>}
 */
export async function rightOf(at, seal, address) {
	const right = await at.call.usageLogApi.useRight(seal, address);
	if (right.isNone) {
		return { grant: null, nonce: 0 };
	}
	const { grant, nonce } = right.unwrap();
	return { grant: grant.isSome ? grant.unwrap().toNumber() : null, nonce: nonce.toNumber() };
}
