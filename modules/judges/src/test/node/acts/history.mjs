// Bars, the schedule of sessions, the beginning of records.

import assert from 'node:assert/strict';
import { error, event, nextRequest } from '../client.mjs';
import { step } from '../steps.mjs';
import { stock } from '../trade.mjs';
import { me } from './log-in.mjs';

const GLD = stock('GLD');
const about = (name, id) => event(name, (it) => it.id === id);
const isEnd = (it) => String(it.time).startsWith('finished');
const BARS = {
  contract: GLD, end: '', duration: '5 D', size: '1 day', what: 'TRADES', format: 1, onwards: false,
};

function request(id, asked) {
  const it = { ...BARS, ...asked };
  return (api) => api.reqHistoricalData(id, it.contract, it.end, it.duration, it.size, it.what, 1,
    it.format, it.onwards);
}

async function bars(asked) {
  const id = nextRequest();
  const heard = await me.ask(request(id, asked),
    event('historicalData', (it) => it.id === id && isEnd(it)));
  return heard.of('historicalData').filter((it) => it.id === id && !isEnd(it));
}

async function refusal(asked, code) {
  const id = nextRequest();
  await me.ask(request(id, asked), error(code, id));
}

step('daily bars: one a session, each with a high above its low', async () => {
  const days = await bars({});
  assert.deepEqual(days.map((it) => it.time),
    ['20251027', '20251028', '20251029', '20251030', '20251031']);
  for (const it of days) {
    assert.ok(it.low <= Math.min(it.open, it.close) && it.high >= Math.max(it.open, it.close));
    assert.ok(it.volume > 0 && it.average >= it.low && it.average <= it.high);
  }
});

step('bid, ask and middle have no volume, and bid is below ask', async () => {
  const end = '20251030-20:00:00';
  const [bid, ask, middle] = [await bars({ end, what: 'BID' }), await bars({ end, what: 'ASK' }),
    await bars({ end, what: 'MIDPOINT' })];
  bid.forEach((it, i) => {
    assert.ok(it.close < ask[i].close);
    assert.ok(it.close <= middle[i].close && middle[i].close <= ask[i].close);
    assert.equal(it.volume, -1);
  });
});

step('hours come with their time zone', async () => {
  const hours = await bars({ end: '20251030-20:00:00', duration: '1 D', size: '1 hour' });
  assert.match(hours[0].time, /^20251030 09:30:00 (US\/Eastern|America\/New_York)$/);
  assert.equal(hours.length, 7);
}, { since: 174 });

step('hours without a zone have two blanks before the time', async () => {
  const hours = await bars({ end: '20251030-20:00:00', duration: '1 D', size: '1 hour' });
  assert.equal(hours[0].time, '20251030  09:30:00');
}, { before: 174 });

step('times as seconds since 1970', async () => {
  const hours = await bars({ end: '20251030-20:00:00', duration: '2 D', size: '1 hour', format: 2 });
  assert.equal(Number(hours.at(-1).time), Date.parse('2025-10-30T15:00:00-04:00') / 1000);
});

step('durations and sizes that the API has', async () => {
  const months = await bars({ duration: '1 Y', size: '1 month' });
  assert.ok(months.length >= 12 && months.length <= 13);
  const weeks = await bars({ duration: '3 M', size: '1 week' });
  assert.ok(weeks.length >= 13 && weeks.length <= 15);
  const years = await bars({ duration: '5 Y' });
  assert.ok(years.length > 1250 && years.length < 1262);
  const minutes = await bars({ end: '20251030-20:00:00', duration: '3600 S', size: '1 min' });
  assert.equal(minutes.length, 60);
});

step('an end with a zone and an end in UTC mean the same', async () => {
  const zoned = await bars({ end: '20251030 16:00:00 US/Eastern', duration: '2 D', size: '30 mins' });
  const utc = await bars({ end: '20251030-20:00:00', duration: '2 D', size: '30 mins' });
  assert.equal(zoned.length, 26);
  assert.deepEqual(zoned.map((it) => it.time), utc.map((it) => it.time));
});

step('adjusted prices are there up to now only', async () => {
  assert.equal((await bars({ what: 'ADJUSTED_LAST', duration: '3 D' })).length, 3);
  await refusal({ what: 'ADJUSTED_LAST', end: '20251030-20:00:00' }, 321);
});

step('an end that is no time is refused', async () => {
  await refusal({ end: 'yesterday' }, 10314);
});

step('a bar size, a duration and a kind that do not exist are refused', async () => {
  await refusal({ size: '7 mins' }, 321);
  await refusal({ duration: '5 fortnights' }, 321);
  await refusal({ what: 'RUMOURS' }, 321);
});

step('what does not exist has no history', async () => {
  await refusal({ contract: stock('NOPE') }, 200);
});

step('bars that go on with the market, until they are cancelled', async () => {
  const id = nextRequest();
  await me.ask(request(id, { duration: '1 D', size: '5 mins', onwards: true }),
    event('historicalData', (it) => it.id === id && isEnd(it)));
  const heard = await me.later(30, about('historicalDataUpdate', id));
  const bar = heard.of('historicalDataUpdate')[0];
  await me.ask(request(id, {}), error(386, id));
  assert.ok(bar.low <= bar.close && bar.close <= bar.high, 'close comes before high and low');
  const end = await me.ask((api) => api.cancelHistoricalData(id), error(162, id));
  assert.match(end.one('error').message, /cancelled/);
  assert.equal((await me.later(30)).of('historicalDataUpdate').length, 0);
});

step('to cancel what does not run is an error', async () => {
  const id = nextRequest();
  await me.ask((api) => api.cancelHistoricalData(id), error(366, id));
});

step('the beginning of the records, as text and in seconds', async () => {
  const [text, seconds] = [nextRequest(), nextRequest()];
  const heard = await me.ask((api) => api.reqHeadTimestamp(text, GLD, 'TRADES', true, 1)
    .reqHeadTimestamp(seconds, GLD, 'TRADES', true, 2),
  about('headTimestamp', text), about('headTimestamp', seconds));
  const words = heard.find(about('headTimestamp', text)).text;
  assert.match(words, /^\d{8}-\d\d:\d\d:\d\d$/);
  const [, year, month, day, time] = words.match(/^(....)(..)(..)-(.*)$/);
  assert.equal(Number(heard.find(about('headTimestamp', seconds)).text),
    Date.parse(`${year}-${month}-${day}T${time}Z`) / 1000);
  await me.settle((api) => api.cancelHeadTimestamp(text).cancelHeadTimestamp(seconds));
});

step('the schedule knows the early close after Thanksgiving', async () => {
  const id = nextRequest();
  const heard = await me.ask(request(id, { duration: '1 Y', what: 'SCHEDULE' }),
    about('historicalSchedule', id));
  const schedule = heard.one('historicalSchedule');
  const early = schedule.sessions.find((it) => it.refDate === '20241129');
  assert.deepEqual([early.startDateTime, early.endDateTime],
    ['20241129-09:30:00', '20241129-13:00:00']);
  assert.match(schedule.zone, /^(US\/Eastern|America\/New_York)$/);
}, { since: 165 });
