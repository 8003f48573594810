// The three agencies of the development chains, in the order of their ports.

/**
 * @typedef {object} Agency
 * @property {string} seat  its seat, as the chain names it
 * @property {string} title  its name for people
 * @property {string} directory  its directory in a network's home
 * @property {string} suri  the secret of its validator's keys in the development presets
 */

/** @type {readonly Agency[]} */
export const AGENCIES = Object.freeze([
	{
		seat: 'MarketSupervision',
		title: 'Market Supervision',
		directory: 'market-supervision',
		suri: '//Alice',
	},
	{
		seat: 'PublicSecurity',
		title: 'Public Security',
		directory: 'public-security',
		suri: '//Bob',
	},
	{
		seat: 'DataResources',
		title: 'Data Resources',
		directory: 'data-resources',
		suri: '//Charlie',
	},
]);
