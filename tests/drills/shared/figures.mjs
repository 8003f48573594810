// Figures for people.

/**
 * The value that a part of these are at most.
 *
 * @param {number[]} values
 * @param {number} part  0.99 for the 99th of a hundred
 */
export function quantile(values, part) {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/** @param {number} ms */
export const seconds = (ms) => `${(ms / 1_000).toFixed(1)} s`;

/** @param {number} bytes */
export const kilobytes = (bytes) => `${Math.round(bytes / 1_000)} kB`;

/** @param {number} picoseconds */
export const milliseconds = (picoseconds) => `${Math.round(picoseconds / 1e9)} ms`;

/** @param {number} part */
export const percent = (part) => `${Math.round(part * 100)} %`;

/**
 * What there is most of, first.
 *
 * @param {Map<string, number>} counts
 */
export const counted = (counts) =>
	[...counts]
		.toSorted(([, a], [, b]) => b - a)
		.map(([what, count]) => `${what} ${count}`)
		.join(', ');
