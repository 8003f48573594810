// A physical seal: what is on file, and the e-seals that it was paired with.

import type { Page } from '../../audit/ask.ts';
import { usePages, useQuestion } from '../../audit/use-index.ts';
import { Fact } from '../check/finding.tsx';
import { EVENT, EventList, type EventRow } from './events.tsx';
import { kindName, words } from './i18n/index.ts';
import type { AuditPageProps } from './pages.tsx';
import { AllOf, Answered, EnterpriseLink, List, NotFound, PhysicalLink, SealLink } from './parts.tsx';
import { RegisterHistory } from './timeline.tsx';

interface Physical {
	readonly code: string;
	readonly status: string | null;
	readonly kind: string | null;
	readonly value: unknown;
	readonly enterprise: { readonly uscc: string; readonly name: string } | null;
	readonly instead: { readonly code: string } | null;
	readonly insteadOf: { readonly code: string } | null;
	readonly seals: Page<{ readonly id: string; readonly status: string }>;
}

const PHYSICAL = `query ($code: String!) {
	physicalSeal(code: $code) {
		code status kind value enterprise { uscc name } instead { code } insteadOf { code } seals(first: 50) { items { id status } next }
	}
}`;

const EVENTS = `query ($code: String!, $after: String) {
	events(filter: { code: $code }, newestFirst: true, first: 20, after: $after) { items { ${EVENT} } next }
}`;

export function PhysicalPage({ named }: AuditPageProps) {
	const w = words();
	const code = named.get('code') ?? '';
	const question = useQuestion<{ physicalSeal: Physical | null }>(PHYSICAL, { code });
	const pages = usePages<{ events: Page<EventRow> }, EventRow>(EVENTS, { code }, ({ events }) => events);
	return (
		<>
			<h1>
				{w.physical.title} {code}
			</h1>
			<Answered question={question}>
				{({ physicalSeal: found }) =>
					found === null ? (
						<NotFound />
					) : (
						<>
							<dl class="facts">
								<Fact name={w.seal.enterprise}>
									{found.enterprise && <EnterpriseLink uscc={found.enterprise.uscc} name={found.enterprise.name} />}
								</Fact>
								<Fact name={w.physical.kind}>{found.kind ? kindName(found.kind) : '–'}</Fact>
								<Fact name={w.seal.status}>{found.status ? kindName(found.status) : '–'}</Fact>
								{found.instead && (
									<Fact name={w.physical.instead}>
										<PhysicalLink code={found.instead.code} />
									</Fact>
								)}
								{found.insteadOf && (
									<Fact name={w.physical.insteadOf}>
										<PhysicalLink code={found.insteadOf.code} />
									</Fact>
								)}
								<Fact name={w.physical.seals}>
									{found.seals.items.length === 0
										? w.none
										: found.seals.items.map(({ id, status }) => (
												<span key={id} class="item">
													<SealLink id={id} /> ({kindName(status)})
												</span>
											))}
								</Fact>
							</dl>
							<AllOf title={w.seal.value} value={found.value} />
							<section>
								<h2>{w.physical.history}</h2>
								<RegisterHistory of="physicalSeal" id={code} />
							</section>
							<section>
								<h2>{w.physical.events}</h2>
								<List pages={pages} empty={w.enterprise.no.events}>
									{(events) => <EventList events={events} about={{ code }} />}
								</List>
							</section>
						</>
					)
				}
			</Answered>
		</>
	);
}
