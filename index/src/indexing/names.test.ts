import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesOf, piecesOf, soughtBy } from './names.js';

test('a name has its characters and each two neighbours', () => {
	assert.deepEqual(piecesOf('杭州科技'), ['杭', '州', '科', '技', '杭州', '州科', '科技']);
	assert.deepEqual(piecesOf('𠀀科'), ['𠀀', '科', '𠀀科'], 'a character beyond the basic plane is one');
});

test('a name sounds as its words do', () => {
	assert.equal(namesOf('杭州某某科技有限公司').sounds, 'hangzhoumoumoukejiyouxiangongsi hzmmkjyxgs');
	assert.match(namesOf('重庆银行').sounds, /^chongqingyinhang /);
	assert.match(namesOf('ABC 科技').sounds, /^abckeji /);
});

test('Latin letters are searched by sound, all else by characters', () => {
	assert.deepEqual(soughtBy('HangZhou'), { sounds: '%hangzhou%' });
	assert.deepEqual(soughtBy('科技'), { pieces: ['科技'], text: '科技' });
	assert.deepEqual(soughtBy('杭'), { pieces: ['杭'], text: '杭' });
	assert.deepEqual(soughtBy('HZ'), { pieces: ['hz'], text: '' }, 'two letters are initials');
	assert.ok(namesOf('杭州某某科技有限公司').pieces.includes('hz'));
	assert.deepEqual(soughtBy('100%_'), { sounds: '%100\\%\\_%' });
});
