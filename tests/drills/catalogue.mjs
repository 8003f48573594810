// Which drills there are. Each is played by the file of its name beside this one, which exports
//
//     play(run: import('./shared/run.mjs').Run, options: Record<string, number | boolean>): Promise<void>
//
// To add a drill: write that file, and name it here.

/**
 * @typedef {object} Option  a number that the person may choose, or, with `flag`, something to be done or not
 * @property {string} what
 * @property {boolean} [flag]  whether it is no number, but given or not given
 * @property {number} [standard]  what it is unless chosen
 * @property {number} [least]
 * @property {number} [most]
 * @property {boolean} [whole]  whether it must be whole
 */

/**
 * @typedef {object} Drill
 * @property {string} name
 * @property {string} summary  in one line
 * @property {Record<string, Option>} options
 * @property {boolean} [nextRuntime]  whether it needs a second runtime, in ESEAL_NEXT_RUNTIME
 * @property {boolean} [ownNamespaces]  whether it needs a network and mounts of its own, apart from the machine's
 */

/** @type {readonly Drill[]} */
export const DRILLS = [
	{
		name: 'node-down',
		summary: 'two nodes for each agency: any one of the six may be down, and finality goes on',
		options: {},
	},
	{
		name: 'agency-dark',
		summary: 'one agency of three is silent for a while: uses are recorded, and final when it is back',
		options: {
			minutes: { what: 'how long it is silent', standard: 1, least: 0.5, most: 24 * 60 },
		},
	},
	{
		name: 'split',
		summary: 'the network is cut in two and healed: one chain, and nothing final is taken back',
		options: {
			minutes: { what: 'how long it is cut', standard: 1, least: 0.5, most: 5 },
		},
		ownNamespaces: true,
	},
	{
		name: 'crash',
		summary: 'a validator is killed again and again under load, and comes back on its own data',
		options: {
			times: { what: 'how often', standard: 20, least: 1, most: 1000, whole: true },
		},
	},
	{
		name: 'database',
		summary: 'a validator whose database is corrupt, or gone, gets it from the others again',
		options: {},
	},
	{
		name: 'disk-full',
		summary: 'a full disk stops a validator with a clear message, and does no damage',
		options: {},
		ownNamespaces: true,
	},
	{
		name: 'agency-gone',
		summary: 'one agency of three is gone for good: the two others vote it out and finalize again',
		options: {
			witness: { flag: true, what: 'then fill the fourth seat with a witness' },
		},
	},
	{
		name: 'fourth-seat',
		summary: 'a witness takes the fourth seat by motion: any one of the four may be down',
		options: {},
	},
	{
		name: 'rotate-keys',
		summary: 'a validator changes its session keys: blocks, votes and finality never stop',
		options: {},
	},
	{
		name: 'upgrade',
		summary: 'the agencies vote in a new runtime, with a migration, while uses are recorded',
		options: {},
		nextRuntime: true,
	},
	{
		name: 'flood',
		summary: 'members send at full speed whatever once blocked all others: honest members notice little',
		options: {
			seconds: { what: 'how long each attack goes on', standard: 120, least: 5, most: 3600, whole: true },
			rate: {
				what: 'how many extrinsics an attack sends in a second at most',
				standard: 1000,
				least: 1,
				most: 100_000,
				whole: true,
			},
			short: { flag: true, what: 'three attacks only, and no promise of speed' },
		},
	},
	{
		name: 'cloned-keystore',
		summary: 'a second node runs with a copy of a keystore: the others report it, and the chain names the seat',
		options: {},
	},
];
