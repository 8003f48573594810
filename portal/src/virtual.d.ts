declare module 'virtual:eseal-verifier' {
	/** Where the module is. */
	export const url: string | undefined;
	/** The module itself, packed with gzip, in base64. */
	export const packed: string | undefined;
}

declare module 'virtual:eseal-worker' {
	const Worker: new () => globalThis.Worker;
	export default Worker;
}
