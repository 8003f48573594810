// The worker: so that the page stays at hand while a large file is read.

import { Engine } from './engine.ts';
import type { Answers, Reply, Request } from './messages.ts';

let engine: Promise<Engine> | undefined;

function reply(reply: Reply) {
	postMessage(reply);
}

async function answer(request: Request): Promise<Answers[keyof Answers]> {
	if (request.do === 'load') {
		engine = Engine.load(request.module);
		return (await engine).words();
	}
	if (engine === undefined) {
		throw new Error('the verifier is not loaded');
	}
	const loaded = await engine;
	switch (request.do) {
		case 'digest': {
			const { id, file, algorithms, salt } = request;
			return loaded.digest(file, algorithms, salt, (progress) => reply({ id, progress }));
		}
		case 'verify':
			return loaded.verify(request.question);
		case 'begin-log':
			return loaded.beginLog(request.header, request.anchor);
		case 'take-log':
			return loaded.takeLog(request.log, request.lines);
		case 'end-log':
			return loaded.endLog(request.log);
	}
}

addEventListener('message', async ({ data }: MessageEvent<Request>) => {
	const { id } = data;
	try {
		reply({ id, answer: await answer(data) });
	} catch (error) {
		reply({ id, error: String(error) });
	}
});
