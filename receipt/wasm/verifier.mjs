// The WebAssembly module as JavaScript calls it, in a web page, in a worker or in Node.js: bytes in, verdicts out. `verify.mjs`
// shows how to.

/**
 * @typedef {object} Wish
 * @property {string} [enterprise] the Unified Social Credit Code of the enterprise that is expected to have sealed
 * @property {string} [language] `en` or `zh`: the language of the summary and the texts; English if none is named
 */

/**
 * @typedef {object} Verdict what a verification says; receipt/README.md describes it
 * @property {"valid" | "invalid" | "indeterminate"} result
 * @property {string} language
 * @property {string} summary
 * @property {{check: string, result: string, code: string, text: string}[]} checks each with the fields of its reason beside
 * @property {object | null} facts
 */

/**
 * @typedef {(document: Uint8Array, receipt: Uint8Array, anchor: Uint8Array, wish?: Wish) => Verdict} Verify
 */

/**
 * Makes digests of a document out of its pieces.
 *
 * @typedef {object} Digester
 * @property {(piece: Uint8Array) => void} update takes the next piece
 * @property {() => Uint8Array} finish gives the digests one after the other, of `DIGEST_SIZE` bytes each. Nothing comes after
 */

/**
 * The words of a language for what a verdict has names for.
 *
 * @typedef {Record<"checks" | "results" | "obstacles" | "purposes", Record<string, string>>} Words
 */

/**
 * Checks an exported log while it is read: whether it has every use up to a block, and no other.
 *
 * @typedef {object} LogChecker
 * @property {(lines: Uint8Array) => number} take takes the next lines, all of them whole, each with its line break but for the
 *   last of the log, which need not have one. Gives how many of them are records that are as they should be
 * @property {() => Record<string, Verdict>} finish gives the verdict in every language, by their codes. Nothing comes after
 */

/**
 * The module, ready to be asked.
 *
 * @typedef {object} Verifier
 * @property {Verify} verify verifies the receipt of a document that is in memory
 * @property {Verify} verifyDigests the same of a document by its digests, as a `Digester` gives them; commitments are with
 *   the receipt's salt. Without the one that was recorded the verdict is `document-unread`
 * @property {(kinds: number[], salt?: Uint8Array) => Digester} digester begins to digest a document, by these of
 *   `DIGEST_KINDS`; the salt is for those that are commitments
 * @property {(language: string) => Words} words
 * @property {(header: Uint8Array, anchor: Uint8Array, wish?: Wish) => LogChecker} logChecker begins to check an exported log
 *   with its first line; of the wish, the enterprise whose log it is expected to be counts
 */

/** What makes a digest: the number is the first byte of each. */
export const DIGEST_KINDS = Object.freeze({ sha256: 0, sm3: 1, blake2b256: 2, commitment: 3, commitmentSm3: 4 });

/** How many bytes a digest has: what made it, and 32. */
export const DIGEST_SIZE = 33;

/**
 * What the module exports. An address is a number of bytes from the beginning of its memory.
 *
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {(size: number) => number} eseal_alloc gives the address of so many bytes
 * @property {(address: number, size: number) => void} eseal_free
 * @property {(...addressesAndSizes: number[]) => number} eseal_verify gives the address of the verdict, or 0
 * @property {(...addressesAndSizes: number[]) => number} eseal_verify_digests the same
 * @property {(address: number, size: number) => number} eseal_words gives the address of the words, or 0
 * @property {(kind: number, salt: number, size: number) => number} eseal_digest_begin gives what digests, or 0
 * @property {(digesting: number, address: number, size: number) => void} eseal_digest_update
 * @property {(digesting: number, address: number) => void} eseal_digest_end
 * @property {(...addressesAndSizes: number[]) => number} eseal_log_begin gives what checks a log, or 0
 * @property {(checking: number, address: number, size: number) => number} eseal_log_take
 * @property {(checking: number) => number} eseal_log_end gives the address of the verdicts
 */

/**
 * @param {BufferSource} bytes the module
 * @returns {Promise<Verifier>}
 */
export async function load(bytes) {
	// No imports: the module can do nothing but compute.
	const { instance } = await WebAssembly.instantiate(bytes, {});
	const exports = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
	const { memory, eseal_alloc, eseal_free } = exports;

	/**
	 * Writes to the module's memory what `use` reads there.
	 *
	 * @template T
	 * @param {Uint8Array[]} parts
	 * @param {(...addressesAndSizes: number[]) => T} use
	 */
	function lend(parts, use) {
		const lent = parts.map((bytes) => {
			const address = eseal_alloc(bytes.length);
			// After every allocation: memory that grew has a new buffer.
			new Uint8Array(memory.buffer).set(bytes, address);
			return /** @type {const} */ ([address, bytes.length]);
		});
		const result = use(...lent.flat());
		for (const [address, size] of lent) eseal_free(address, size);
		return result;
	}

	/**
	 * What the module answered, if it did.
	 *
	 * @param {number} address
	 */
	function read(address) {
		const answer = address >>> 0;
		if (answer === 0) return undefined;
		const length = new DataView(memory.buffer).getUint32(answer, true);
		const json = new TextDecoder().decode(new Uint8Array(memory.buffer, answer + 4, length));
		eseal_free(answer, length + 4);
		return JSON.parse(json);
	}

	/** @type {(how: (...addressesAndSizes: number[]) => number) => Verify} */
	const verifying =
		(how) =>
		(document, receipt, anchor, { enterprise = '', language = 'en' } = {}) => {
			const words = [enterprise, language].map((word) => new TextEncoder().encode(word));
			const verdict = read(lend([document, receipt, anchor, ...words], how));
			if (verdict === undefined) {
				throw new RangeError(
					`no Unified Social Credit Code (${enterprise}), or no language that is known (${language})`,
				);
			}
			return verdict;
		};

	/** @type {Verifier["digester"]} */
	function digester(kinds, salt = new Uint8Array()) {
		const none = new Uint8Array();
		const { commitment } = DIGEST_KINDS;
		const begun = kinds.map((kind) =>
			lend([kind < commitment ? none : salt], (address, size) => exports.eseal_digest_begin(kind, address, size)),
		);
		if (begun.includes(0)) {
			for (const one of begun) exports.eseal_digest_end(one, 0);
			throw new RangeError(`no kind of digest that is known (${kinds}), or no salt of 32 bytes`);
		}
		return {
			update(piece) {
				lend([piece], (address, size) => {
					for (const one of begun) exports.eseal_digest_update(one, address, size);
				});
			},
			finish() {
				const digests = new Uint8Array(begun.length * DIGEST_SIZE);
				const address = eseal_alloc(DIGEST_SIZE);
				begun.splice(0).forEach((one, place) => {
					exports.eseal_digest_end(one, address);
					digests.set(new Uint8Array(memory.buffer, address, DIGEST_SIZE), place * DIGEST_SIZE);
				});
				eseal_free(address, DIGEST_SIZE);
				return digests;
			},
		};
	}

	/** @type {Verifier["logChecker"]} */
	function logChecker(header, anchor, { enterprise = '' } = {}) {
		const checking = lend([header, anchor, new TextEncoder().encode(enterprise)], exports.eseal_log_begin);
		if (checking === 0) {
			throw new RangeError(`no Unified Social Credit Code (${enterprise})`);
		}
		return {
			take: (lines) => lend([lines], (address, size) => exports.eseal_log_take(checking, address, size)),
			finish: () => read(exports.eseal_log_end(checking)),
		};
	}

	/** @type {Verifier["words"]} */
	function words(language) {
		const found = read(lend([new TextEncoder().encode(language)], exports.eseal_words));
		if (found === undefined) {
			throw new RangeError(`no language that is known (${language})`);
		}
		return found;
	}

	return {
		verify: verifying(exports.eseal_verify),
		verifyDigests: verifying(exports.eseal_verify_digests),
		digester,
		words,
		logChecker,
	};
}
