// How the check works, and what it does not say.

import { version } from '../../package.json';
import { messages } from '../i18n/index.ts';

export function AboutPage() {
	const m = messages();
	return (
		<>
			<h1>{m.about.title}</h1>
			{m.about.sections.map(({ title, text }) => (
				<section key={title}>
					<h2>{title}</h2>
					<p>{text}</p>
				</section>
			))}
			<p class="hint">
				{m.about.version(version)} · {m.about.source}
			</p>
		</>
	);
}
