// Whether a validator signed twice where it may sign once: two votes in one round of GRANDPA, two blocks in one slot. Whoever
// sees both says so in its log.

/** As GRANDPA and Aura say it. */
const SAID = /equivocat/i;

/**
 * Looks through the logs of all nodes.
 *
 * @param {import('./validator.mjs').DrillValidator[]} nodes
 * @returns {import('./table.mjs').Row}
 */
export function doubleVotes(nodes) {
	const lines = nodes.flatMap((node) => node.logged(SAID));
	return {
		done: '… all nodes’ logs',
		promised: 'no validator signs twice',
		seen: lines.length === 0 ? 'no equivocation reported' : `${lines.length} line(s), such as: ${lines[0].trim()}`,
		ok: lines.length === 0,
	};
}
