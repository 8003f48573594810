// A document by its digests: the uses of seals on it.

import type { Page } from '../../audit/ask.ts';
import { usePages } from '../../audit/use-index.ts';
import { linkTo } from '../../link.ts';
import { count, purposeName, words } from './i18n/index.ts';
import type { AuditPageProps } from './pages.tsx';
import { AT, type At, EnterpriseLink, List, Moment, Place, SealLink, Table } from './parts.tsx';

interface FoundUse {
	readonly index: number;
	readonly record: {
		readonly seal: {
			readonly id: string;
			readonly enterprise: { readonly uscc: string; readonly name: string } | null;
		};
		readonly purpose: string;
		readonly recordedAt: number;
		readonly at: At;
	};
}

const USES = `query ($document: String!, $after: String) {
	usesOfDocument(document: $document, first: 20, after: $after) {
		items { index record { seal { id enterprise { uscc name } } purpose recordedAt ${AT} } } next
	}
}`;

export function DocumentPage({ named }: AuditPageProps) {
	const w = words();
	const digests = (named.get('digest') ?? '').split(',').filter((digest) => digest !== '');
	return (
		<>
			<h1>{w.document.title}</h1>
			{digests.slice(0, 3).map((digest) => (
				<Uses key={digest} digest={digest} />
			))}
			<p class="hint">{w.document.none}</p>
		</>
	);
}

function Uses({ digest }: { digest: string }) {
	const w = words();
	const pages = usePages<{ usesOfDocument: Page<FoundUse> }, FoundUse>(
		USES,
		{ document: digest.replace(':0x', ':') },
		({ usesOfDocument }) => usesOfDocument,
	);
	return (
		<section>
			<h2>
				<code>{digest}</code>
			</h2>
			<List pages={pages} empty={w.none}>
				{(items) => (
					<Table
						label={w.document.uses}
						head={[w.now.seal, w.seal.enterprise, w.uses.index, w.uses.purpose, w.uses.recorded, w.where, w.uses.check]}
					>
						{items.map(({ index, record: { seal, purpose, recordedAt, at } }) => (
							<tr key={`${seal.id} ${index}`}>
								<td>
									<SealLink id={seal.id} />
								</td>
								<td>{seal.enterprise && <EnterpriseLink uscc={seal.enterprise.uscc} name={seal.enterprise.name} />}</td>
								<td class="number">{count(index)}</td>
								<td>{purposeName(purpose)}</td>
								<td>
									<Moment ms={recordedAt} />
								</td>
								<td>
									<Place at={at} />
								</td>
								<td>
									<a
										href={linkTo({ document: digest, use: { seal: Number(seal.id), index } })}
										aria-label={w.uses.checkOf(String(index))}
									>
										{w.uses.check}
									</a>
								</td>
							</tr>
						))}
					</Table>
				)}
			</List>
		</section>
	);
}
