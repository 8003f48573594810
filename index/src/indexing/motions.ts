// Motions of the council, from their proposal to their end.

import type pg from 'pg';
import { fromHex } from '../chain/bytes.js';
import { describeError } from '../chain/errors.js';
import { writeJson } from '../sql.js';
import type { Block } from './processor.js';

/** What an event of the council makes of a motion. */
const STATUS: Record<string, string> = {
	'Council.Approved': 'Approved',
	'Council.Disapproved': 'Disapproved',
	'Council.Executed': 'Executed',
	'Council.Killed': 'Killed',
};

/** What became of the call, with the name of the error that it failed with. */
function resultOf(runtime: Block['header']['_runtime'], result: { __kind: string; value?: unknown }) {
	return result.__kind === 'Err' ? { ...result, ...describeError(runtime, result.value) } : result;
}

/** Takes the events of the council in their order: they are few. */
export async function takeMotions(client: pg.Client, blocks: Block[]): Promise<void> {
	for (const { header, events } of blocks) {
		for (const { name, args, call } of events) {
			if (!name.startsWith('Council.') || args?.proposalHash === undefined) {
				continue;
			}
			const hash = fromHex(args.proposalHash);
			const latest = 'index = (SELECT max(index) FROM motions WHERE hash = $1)';
			if (name === 'Council.Proposed') {
				await client.query(
					`INSERT INTO motions (index, hash, proposer, threshold, call, status, votes, opened)
					VALUES ($1, $2, $3, $4, $5, 'Open', '[]', $6)`,
					[
						args.proposalIndex,
						hash,
						fromHex(args.account),
						args.threshold,
						call?.args?.proposal === undefined ? null : writeJson(call.args.proposal),
						header.height,
					],
				);
			} else if (name === 'Council.Voted') {
				const vote = { account: args.account, approve: args.voted, block: header.height };
				await client.query(`UPDATE motions SET votes = votes || $2::jsonb WHERE ${latest}`, [
					hash,
					JSON.stringify(vote),
				]);
			} else if (STATUS[name] !== undefined) {
				// The same call may have been a motion before, and may be made without any by whoever needs no more votes.
				const result = args.result === undefined ? null : writeJson(resultOf(header._runtime, args.result));
				await client.query(
					`UPDATE motions SET status = $2, result = coalesce($3::jsonb, result), closed = $4
					WHERE ${latest} AND (status = 'Open' OR (status = 'Approved' AND closed = $4))`,
					[hash, STATUS[name], result, header.height],
				);
			}
		}
	}
}
