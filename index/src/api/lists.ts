// Lists that many things have: of events, and of what was refused.

import type { MentionKind } from '../indexing/mentions.js';
import type { Context } from './context.js';
import { type List, type PageArguments, page } from './pages.js';
import { itself } from './values.js';

/**
 * Events, of which each of what is mentioned is named. One alone decides where the list goes along, or, without one, the conditions.
 */
export function events(
	context: Context,
	args: PageArguments & { newestFirst: boolean },
	where: List['where'],
	mentioned: [kind: MentionKind, key: string][] = [],
) {
	const [first, ...others] = mentioned;
	const named = others.map(([kind, key]): List['where'][number] => [
		`EXISTS (SELECT FROM mentions m WHERE m.kind = ? AND m.key = ? AND m.block = e.block AND m.index = e.index)`,
		...[kind, key],
	]);
	const list: List =
		first === undefined
			? { select: 'SELECT e.* FROM events e', where, key: ['e.block', 'e.index'] }
			: {
					select: 'SELECT e.* FROM mentions f JOIN events e ON e.block = f.block AND e.index = f.index',
					where: [['f.kind = ?', first[0]], ['f.key = ?', first[1]], ...named, ...where],
					key: ['f.block', 'f.index'],
				};
	return page(context.sql, { ...list, descending: args.newestFirst }, args, itself);
}

export function refusals(context: Context, args: PageArguments & { newestFirst: boolean }, where: List['where']) {
	const list = {
		select: 'SELECT * FROM refusals',
		where,
		key: ['block', 'extrinsic', 'place'],
		descending: args.newestFirst,
	};
	return page(context.sql, list, args, itself);
}
