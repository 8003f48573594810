// The life of an e-seal as a timeline: what changed, since when it counts, who made it and who confirmed it, how the e-seal stood then.

import type { ComponentChildren } from 'preact';
import { tell } from '../../audit/value.ts';
import { changeName, holdName, kindName, listed, words } from './i18n/index.ts';
import { Account, type At, Fields, Moment, Place } from './parts.tsx';

type Kinded = { readonly __kind?: string };

interface By extends Kinded {
	readonly account?: string;
	readonly proposed?: { readonly seat?: Kinded; readonly account?: string };
	readonly agreed?: { readonly seat?: Kinded; readonly account?: string };
}

export interface Change {
	readonly index: number;
	readonly change: string;
	readonly detail: string | null;
	readonly seat: string | null;
	readonly account: string | null;
	readonly confirmedBy: string | null;
	readonly effectiveAt: number;
	readonly recordedAt: number;
	readonly value: {
		readonly by?: By;
		readonly change?: unknown;
		readonly after?: { readonly status?: Kinded; readonly holds?: readonly Kinded[] };
	};
	readonly at: At;
}

/** What a change does to the e-seal: its mark's colour and shape. */
const TONES: Readonly<Record<string, 'good' | 'caution' | 'bad'>> = {
	Activated: 'good',
	HoldLifted: 'good',
	RevocationReversed: 'good',
	LossReversed: 'good',
	HoldPlaced: 'caution',
	Rejected: 'bad',
	Revoked: 'bad',
};

export function Timeline({ changes }: { changes: readonly Change[] }) {
	const w = words();
	return (
		<ol class="timeline">
			{changes.map(({ index, change, detail, effectiveAt, recordedAt, value, at, ...by }) => {
				const holds = (value.after?.holds ?? []).map((hold) => holdName(hold.__kind ?? ''));
				const status = value.after?.status?.__kind;
				return (
					<li key={index} class={TONES[change] ?? 'neutral'} data-change={change}>
						<h3>
							{changeName(change)}
							{detail && `: ${kindName(detail)}`}
						</h3>
						<dl class="facts">
							<Row name={w.change.recorded}>
								<Moment ms={recordedAt} />
							</Row>
							{effectiveAt !== recordedAt && (
								<Row name={w.change.effective}>
									<Moment ms={effectiveAt} />
								</Row>
							)}
							<Who by={value.by} {...by} />
							{status && (
								<Row name={w.change.after}>
									{kindName(status)}
									{holds.length > 0 && ` (${listed(holds)})`}
								</Row>
							)}
							<Row name={w.where}>
								<Place at={at} />
							</Row>
						</dl>
						<details>
							<summary>{w.more}</summary>
							<Fields told={tell(value.change)} />
						</details>
					</li>
				);
			})}
		</ol>
	);
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}

/** Who made a change: an officer alone, a maker and a checker, two agencies, the owner, or a motion. */
function Who({
	by,
	seat,
	account,
	confirmedBy,
}: { by: By | undefined } & Pick<Change, 'seat' | 'account' | 'confirmedBy'>) {
	const w = words();
	if (by?.__kind === 'Agencies') {
		return (
			<>
				<Row name={w.change.proposedBy}>
					<Officer {...by.proposed} />
				</Row>
				<Row name={w.change.agreedBy}>
					<Officer {...by.agreed} />
				</Row>
			</>
		);
	}
	if (by?.__kind === 'Motion') {
		return <Row name={w.change.by}>{w.change.motion}</Row>;
	}
	const actor = (
		<>
			{seat ? kindName(seat) : w.change.owner} <Account id={account} />
		</>
	);
	if (confirmedBy === null) {
		return <Row name={w.change.by}>{actor}</Row>;
	}
	return (
		<>
			<Row name={w.change.preparedBy}>{actor}</Row>
			<Row name={w.change.confirmedBy}>
				{seat && kindName(seat)} <Account id={confirmedBy} />
			</Row>
		</>
	);
}

function Officer({ seat, account }: { seat?: Kinded; account?: string }) {
	const told = tell(account ?? null, 'account');
	return (
		<>
			{kindName(seat?.__kind ?? '')} {told.is === 'account' && <Account id={told.address} />}
		</>
	);
}
