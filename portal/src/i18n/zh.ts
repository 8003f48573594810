// 简体中文。用语见术语表（docs/glossary.md）。检查项、原因、障碍、用途等由验证程序自己给出。

import type { Enterprise } from '../check/headline.ts';
import type { SourceFailure } from '../source/source.ts';
import type { HeadlineWords, Messages } from './en.ts';

const named = ({ name, uscc }: Enterprise) => `${name}（${uscc}）`;

const list = (all: readonly Enterprise[]) => all.map(named).join('、');

/** 信息来源没有答复的原因。 */
const failure: Record<SourceFailure, string> = {
	unreachable: '没有节点应答',
	'other-chain': '该节点与信任锚不属于同一条区块链',
	unreadable: '节点的答复无法读取',
	'not-found': '节点没有这次用印的记录',
	'awaiting-finality': '用印已记录，尚未最终确认',
	'no-proof': '节点没有能够证明它的数据',
	'documents-missing': '文件在一个批次中用印，而链上没有该批次的文件清单：只有用印凭证能够证明',
};

export const zh: Messages = {
	language: '中文',
	otherLanguage: 'English',
	title: '印章查验',
	site: '电子印章查验',
	skip: '跳到正文',
	pages: '页面',
	nav: { check: '查验', act: '办理', audit: '审计', sources: '信任来源', about: '查验原理' },

	check: {
		lead: '这份文件是否用过印、由谁用印、是否有效？请放入文件；如有用印凭证，一并放入。',
		private: '文件只在本设备上读取，不会发送到任何地方。',
		drop: '将文件和用印凭证拖放到这里',
		or: '或',
		choose: '选择文件',
		chooseHint: '可一次选择多个。用印凭证以 .eseal 结尾，与文件放在一起。',
		scan: '扫描二维码',
		expected: '您预期由哪家企业用印？',
		expectedHint: '18 位统一社会信用代码，可不填。任何持有电子印章的企业都可对任何文件用印。',
		expectedFault: {
			length: '统一社会信用代码为 18 位。',
			characters: '统一社会信用代码由数字和大写字母组成，不含 I、O、S、V、Z。',
			'check-character': '校验码与其余各位不符：是否输入有误？',
		},
		results: '查验结果',
		clear: '清除全部结果',
		remove: '清除',
		removeOf: (name) => `清除 ${name} 的结果`,
		again: '重新查验',
		loading: '正在加载验证程序……',
		loadFailed: (why) => `无法加载验证程序：${why}。请重新打开本页。`,
		noAnchor: '本页没有信任锚，还不能查验。',
		noAnchorNext: '请在“信任来源”中打开一个。各机构都会公布信任锚。',
		anchorOpened: (name) => `${name} 是信任锚。请在“信任来源”中比对或使用。`,
		log: (name) => `${name} 是导出的印章日志，请用命令查验：eseal audit check`,
		tooLarge: (name) => `${name} 自称是用印凭证，但长度超出上限。`,
		unreadable: (name) => `无法读取 ${name}。它是文件夹吗，或是刚被改动过？`,
		unlinked: '这个网址中没有可以查验的内容。',
	},

	scan: {
		title: '扫描二维码',
		starting: '正在启动摄像头……',
		hint: '请将二维码对准摄像头。画面只留在本设备上。',
		refused: '无法使用摄像头。请在浏览器中允许使用，或选择一张二维码图片。',
		picture: '选择图片',
		nothing: '图片中没有可识别的二维码。',
		foreign: '这不是印章查验的二维码。',
		close: '关闭',
	},

	progress: {
		waiting: '等待中',
		reading: (percent) => `正在读取文件：${percent}%`,
		proving: '正在查验',
		done: (name, answer) => `${name}：${answer}`,
		failed: (why) => `无法查验：${why}`,
	},

	tone: { good: '有效', caution: '注意', bad: '不能采信', unknown: '无法判定' },

	headline: {
		valid: ({ by }) => `用印企业：${named(by)}；有效`,
		'valid-then': ({ by, revokedAt }, { obstacles, moment }) =>
			revokedAt === null
				? `用印企业：${named(by)}；用印时有效，此后：${obstacles}`
				: `用印企业：${named(by)}；用印时有效，此后已撤销（自 ${moment(revokedAt)} 起）`,
		'since-unknown': ({ by }) => `用印企业：${named(by)}；用印时有效`,
		'someone-else': ({ by, expected }) => `用印的是其他企业：${list(by)}，不是 ${expected}`,
		'other-document': ({ by }) => `这不是 ${named(by)} 用印的那份文件`,
		'not-usable': ({ by, reason }) => `不能采信：${named(by)}使用了当时不可使用的电子印章：${reason.zh}`,
		'does-not-hold': ({ reason }) => `未获证明：这份用印凭证不成立：${reason.zh}`,
		disputed: ({ by, reason }) => `无法判定：用印企业是 ${named(by)}，但${reason.zh}`,
		'document-not-shown': ({ by }) => `${named(by)}用印的一份文件：请放入文件，以便核对是否就是这一份`,
		several: ({ by }) => `有 ${by.length} 家企业各自用印：${list(by)}`,
		'cannot-tell': ({ reason }) => `无法判定：${reason.zh}`,
		'not-found': () => '无法判定：没有找到对这份文件的用印',
		'awaiting-finality': () => '暂时无法判定：已记录，尚待最终确认',
		refuted: () => '无法判定：节点的答复不成立',
		'no-source': () => '无法判定：没有用印凭证，也没有可询问的节点',
		'source-failed': ({ failure: why }) => `无法判定：${failure[why]}`,
	} satisfies HeadlineWords,

	next: {
		valid: ({ asOf, isRecent }, { moment }) =>
			isRecent
				? `截至 ${moment(asOf)}，印章没有任何使用障碍。`
				: `截至 ${moment(asOf)}，印章没有任何使用障碍。此后的情况，这里无从得知。`,
		'valid-then': ({ asOf }, { moment }) => `此前的用印仍然有效。印章的状态截至 ${moment(asOf)}。`,
		'since-unknown': ({ asOf }, { moment }) =>
			`${moment(asOf)} 之后的情况，这里无从得知：请连接节点，或请对方重新出具用印凭证。`,
		'someone-else': () => '请勿将此印章当作您所预期企业的印章。',
		'other-document': () => '文件在用印后被改动过，或是另一份文件。请索取用印时的原文件，一个字节也不能差。',
		'not-usable': () => '请该企业重新用印。',
		'does-not-hold': () => '用印凭证被改动过，或所称内容没有记录。请对方重新提供用印凭证。',
		disputed: () => '须由人来判断：请询问该企业及作出记录的机构。',
		'document-not-shown': ({ asOf }, { obstacles, moment }) =>
			obstacles ? `截至 ${moment(asOf)}，印章的状态：${obstacles}。` : `截至 ${moment(asOf)}，印章没有任何使用障碍。`,
		several: () => '请在上方填写您所预期的企业。',
		'cannot-tell': () => '请对方重新提供用印凭证，或在“信任来源”中比对信任锚。',
		'not-found': ({ leftBefore }) =>
			`文件仍有可能用过印：以加盐承诺方式用印，或在链上没有文件清单的批次中用印的，只有用印凭证能够证明。${
				leftBefore === undefined ? '' : `区块 ${leftBefore} 之前的记录已移出链上状态，也是如此。`
			}`,
		'awaiting-finality': () => '请在一分钟后重新查验。',
		refuted: () => '节点所说的内容它无法证明，或它属于另一个网络。请询问其他节点：见“信任来源”。',
		'no-source': () => '请一并放入用印凭证，或在“信任来源”中填写节点地址。',
		'source-failed': () => '请重试，或在“信任来源”中填写其他节点，或放入用印凭证。',
	} satisfies HeadlineWords,

	notes: {
		onlyNode: (source) => `“这份文件没有其他用印”只是节点 ${source} 的说法。本页其余内容都已在此证明。`,
		nodeNotFound: (source, block) => `“没有找到”只是节点 ${source} 的说法，截至区块 ${block}。`,
		more: (count) => `这些印章对这份文件还有 ${count} 次用印，未予查验。`,
		cut: '还有更多用印未予计数。请在上方填写您所预期的企业。',
		unproven: (count, why) => `节点所说的用印中有 ${count} 次无法证明：${why}。`,
		refuted: '节点给出的内容不成立',
		failure: (why: SourceFailure) => failure[why],
		sinceFailed: (why: SourceFailure) => `无法得知印章的当前状态：${failure[why]}。`,
		sinceRefuted: '节点关于印章当前状态的答复不成立，未予采用。',
		sinceNotAsked: '没有询问印章的当前状态：没有可询问的节点。',
		noDocument: '没有放入文件本身，因此未作比对。',
	},

	facts: {
		title: '已证明的事实',
		document: '文件',
		enterprise: '用印企业',
		uscc: '统一社会信用代码',
		purpose: '用途',
		recorded: '记录时间',
		seal: '电子印章',
		use: '用印',
		useOf: (index, batch) => (batch ? `第 ${index} 号，所在批次共 ${batch.count} 次用印` : `第 ${index} 号`),
		physicalSeal: '实物印章编码',
		block: '区块',
		signed: '签署时间（以签署方时钟为准）',
		sender: '用印账户',
		grant: (grant, purpose) => {
			if (grant !== null) {
				return `依授权 ${grant}`;
			}
			return purpose === 'Liquidation' ? '清算人' : '企业账户';
		},
		second: '复核账户',
		digest: '杂凑值',
		asOf: '截至',
		asOfBlock: (at, block) => `${at}，区块 ${block}`,
		standing: '届时印章状态',
		usable: '没有任何使用障碍',
	},

	checks: { title: '逐项检查', asOfReceipt: '据用印凭证', asOfNow: '截至目前' },

	evidence: {
		title: '证据',
		verdict: '查验结论',
		receipt: '用印凭证',
		given: '放入的用印凭证',
		made: '刚用节点数据制成的用印凭证',
		anchor: '信任锚',
		asked: '询问的节点',
		showUse: (index, seal) => `电子印章 ${seal} 的第 ${index} 号用印`,
	},

	actions: {
		print: '打印查验证明',
		bundle: '下载在别处查验所需的全部材料',
		receipt: '下载用印凭证',
		show: '放入文件',
		showMore: '详情',
	},

	certificate: {
		title: '印章查验证明',
		checked: '查验时间',
		checkedAt: (at, address) => `${at}，查验网址 ${address}`,
		anchor: '信任锚（SHA-256）',
		origin: '信任锚来源',
		again: '如何再次查验',
		againText: (address) =>
			`打开 ${address} 或扫描二维码，并放入文件；或从查验页下载全部材料，按其中的说明操作，无需网络。请将信任锚与任一机构公布的信任锚比对。`,
		isNot: '本证明只说明一次查验的结果，其本身不是证据：证据是用印凭证。',
		code: '本次查验网址的二维码',
	},

	/** 材料包中的说明，逐行。 */
	bundle: ({ document, receipt, hash, origin, address }) => [
		'在别处查验印章所需的全部材料',
		'',
		`文件（不在本材料包内，请放在一起）：${document}`,
		`${receipt}：用印凭证，即证据`,
		'anchor.json：查验所依据的信任锚',
		`    SHA-256：${hash}`,
		`    来源：${origin}`,
		'verdict.zh.json、verdict.en.json：查验结论',
		'verifier/：验证程序，运行时无需任何连接',
		'',
		'一、请将信任锚与任一机构公布的信任锚比对。信任锚若与用印凭证来自同一人而不加比对，等于没有查验。',
		`二、用浏览器：打开${address ? ` ${address} ` : '机构的印章查验页面或单文件版页面'}，放入文件和 ${receipt}。页面打开后无需网络。`,
		'三、或用命令行（Node.js 20 或更高版本，无需网络）：',
		`       node verifier/verify.mjs verifier/eseal_receipt_wasm.wasm "${document}" "${receipt}" anchor.json --lang zh`,
		'   退出码：0 有效，1 无效，2 无法判定。--by 代码 可指定所预期的企业。',
		`四、或用 eseal 命令：eseal verify "${document}" --anchor anchor.json`,
	],

	sources: {
		title: '信任来源',
		lead: '本页以什么为依据、向谁询问。',
		anchor: '信任锚',
		anchorLead: '信任锚规定由谁签名才算最终确认。一切都以它为准，因此它必须来自您信任的来源，而不是来自给您文件的人。',
		origin: '来源',
		originOf: { page: (origin) => origin || '本页的发布者', file: (name) => `在此打开的文件 ${name}` },
		chain: '区块链（首个区块的杂凑值）',
		set: '确认方组号',
		authorities: '确认方',
		hash: '信任锚的杂凑值（SHA-256）',
		none: '没有信任锚。',
		compare: '与另一来源比对',
		compareLead: '打开或粘贴另一机构公布的信任锚。两个来源一致，胜过一个来源。',
		open: '打开信任锚文件',
		paste: '或粘贴其内容',
		compareNow: '比对',
		noAnchor: '这不是信任锚。',
		comparison: {
			same: '两者一致。',
			'other-set': '两者属于同一条区块链，但确认方组号不同，无法比对。请取同一组的信任锚。',
			contradict: '两者矛盾：对同一组确认方所列不同。其中必有一个是错的，两个都不要采信。',
			'other-chain': '两者属于不同的区块链。',
		},
		use: '今后以此信任锚查验',
		used: '今后以此信任锚查验。',
		back: '恢复本页自带的信任锚',
		node: '节点',
		nodeLead:
			'没有用印凭证时，由节点查找对文件的用印；节点也告知印章的当前状态。节点无需信任：它说的都在此证明。它只得知所询问的杂凑值，不会得到文件。',
		nodeAddress: '地址（ws:// 或 wss://）',
		nodeHint: '不填则不询问任何节点，只查验用印凭证。',
		nodeFault: '地址以 wss:// 或 ws:// 开头',
		save: '使用',
		saved: '今后询问该节点。',
		savedNone: '今后不询问任何节点。',
		nodesOfPage: (nodes) => `本页自带：${nodes}`,
		reset: '恢复本页自带的节点',
	},

	about: {
		title: '查验原理',
		sections: [
			{
				title: '查验什么',
				text: '企业使用电子印章时，用印记录在由市场监管、公安、数据三个机构共同维护的区块链上。用印凭证从文件指向该记录，再指向由各机构签名的区块。本页逐步核验：法院电脑上运行的也是同一个程序。',
			},
			{
				title: '需要信任什么',
				text: '信任锚：谁的签名算数。还有本页自身：请从机构的网址打开，或使用您自己保存的单文件版本。节点和网络无需信任：错误的答复不能成立。',
			},
			{
				title: '不说明什么',
				text: '不涉及文件的内容，也不说明用印的人是否符合企业内部的规定。查不到用印记录的文件并不就是伪造：它可能以只有用印凭证才能证明的方式用过印。',
			},
			{
				title: '没有网络时',
				text: '查验用印凭证不需要任何网络。本页加载后，可断开网络一试。另有单文件版本，可保存在磁盘上。',
			},
		],
		version: (version) => `版本 ${version}`,
		source: '许可证：Apache-2.0',
	},
	notLoaded: '本页无法加载，请检查网络。',
	notFound: '没有这个页面。',
	toCheck: '前往查验',
};
