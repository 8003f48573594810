// Events in a list: what happened, on whom, who did it, where.

import { auditLink } from '../../audit/links.ts';
import { tell } from '../../audit/value.ts';
import { eventName, kindName, words } from './i18n/index.ts';
import { Account, AT, type At, EnterpriseLink, Fields, Moment, PhysicalLink, Place, SealLink } from './parts.tsx';

export interface EventRow {
	readonly name: string;
	readonly args: unknown;
	readonly seat: string | null;
	readonly account: string | null;
	readonly confirmedBy: string | null;
	readonly uscc: string | null;
	readonly code: string | null;
	readonly seal: string | null;
	readonly at: At;
}

/** The fields of `EventRow`, for questions. */
export const EVENT = `name args seat account confirmedBy uscc code seal ${AT}`;

/** Who did something: the seat, the officer, and the second officer who confirmed it. */
export function Actor({ seat, account, confirmedBy }: Pick<EventRow, 'seat' | 'account' | 'confirmedBy'>) {
	const w = words();
	return (
		<span class="actor">
			{seat && <span>{kindName(seat)}</span>}
			{account && (
				<span>
					{confirmedBy && w.change.preparedBy} <Account id={account} />
				</span>
			)}
			{confirmedBy && (
				<span>
					{w.change.confirmedBy} <Account id={confirmedBy} />
				</span>
			)}
			{!seat && !account && w.change.chain}
		</span>
	);
}

/**
 * @param about what the list is about, which need not be said of each event again
 */
export function EventList({
	events,
	about = {},
}: {
	events: readonly EventRow[];
	about?: { uscc?: string; seal?: string; code?: string };
}) {
	return (
		<ol class="events">
			{events.map((event) => (
				<li key={`${event.at.block} ${event.at.event}`}>
					<p class="event-name">
						<a href={auditLink('event', { block: event.at.block, index: event.at.event ?? 0 })}>
							{eventName(event.name)}
						</a>
					</p>
					<p class="event-facts">
						<Moment ms={event.at.time} />
						{event.uscc && event.uscc !== about.uscc && <EnterpriseLink uscc={event.uscc} />}
						{event.seal && event.seal !== about.seal && <SealLink id={event.seal} />}
						{event.code && event.code !== about.code && <PhysicalLink code={event.code} />}
						<Actor seat={event.seat} account={event.account} confirmedBy={event.confirmedBy} />
						<Place at={event.at} />
					</p>
					<details>
						<summary>{words().more}</summary>
						<Fields told={tell(event.args)} />
					</details>
				</li>
			))}
		</ol>
	);
}
