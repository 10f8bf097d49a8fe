// Market data: streams and snapshots, live, frozen and delayed, paid for or not.

import assert from 'node:assert/strict';
import { error, event, nextRequest } from '../client.mjs';
import { step } from '../steps.mjs';
import { stock } from '../trade.mjs';
import { me } from './log-in.mjs';

const LIVE = { bid: 1, ask: 2, last: 4, high: 6, low: 7, close: 9, open: 14 };
const DELAYED = { bid: 66, ask: 67, last: 68, high: 72, low: 73, close: 75, open: 76 };
const [LIVE_TYPE, FROZEN_TYPE, DELAYED_TYPE, DELAYED_FROZEN_TYPE] = [1, 2, 3, 4];
const HALTED = 49;

let stream;

const about = (name, id, test = () => true) => event(name, (it) => it.id === id && test(it));
const price = (id, type) => about('tickPrice', id, (it) => it.type === type);

function subscribe(id, contract, ...wanted) {
  return me.ask((api) => api.reqMktData(id, contract, '', false, false), ...wanted);
}

const cancel = (id) => me.settle((api) => api.cancelMktData(id));

function prices(heard, id) {
  return Object.fromEntries(heard.of('tickPrice').filter((it) => it.id === id)
    .map((it) => [it.type, it.price]));
}

step('a stream begins with its parameters and the kind of data', async () => {
  stream = nextRequest();
  const heard = await subscribe(stream, stock('GLD'), price(stream, LIVE.close));
  const own = heard.filter((it) => it.id === stream).map((it) => it.event);
  assert.deepEqual(own.slice(0, 2), ['tickReqParams', 'marketDataType']);
  assert.equal(heard.one('marketDataType').type, LIVE_TYPE);
});

step('it has bid, ask and last with their sizes, and the day\'s figures', async () => {
  const id = nextRequest();
  const heard = await subscribe(id, stock('SPY'), price(id, LIVE.open));
  const now = prices(heard, id);
  assert.ok(now[LIVE.bid] > 0 && now[LIVE.bid] < now[LIVE.ask]);
  assert.ok(now[LIVE.low] <= now[LIVE.last] && now[LIVE.last] <= now[LIVE.high]);
  assert.ok(now[LIVE.close] > 0 && now[LIVE.open] > 0);
  const sizes = new Set(heard.of('tickSize').filter((it) => it.id === id).map((it) => it.type));
  assert.ok([0, 3, 5, 8].every((type) => sizes.has(type)), [...sizes].join());
  await me.settle();
  await cancel(id);
});

step('a ticker id that is in use is refused', async () => {
  await subscribe(stream, stock('SPY'), error(102, stream));
});

step('the stream goes on with the market', async () => {
  const heard = await me.later(60);
  assert.ok(heard.of('tickPrice').filter((it) => it.id === stream).length >= 2);
  assert.equal(heard.of('tickPrice').filter((it) => it.id !== stream).length, 0);
});

step('it ends when it is cancelled; to cancel it again is an error', async () => {
  assert.equal((await cancel(stream)).length, 0);
  const heard = await me.later(60);
  assert.equal(heard.of('tickPrice').length, 0);
  await me.ask((api) => api.cancelMktData(stream), error(300, stream));
});

step('a snapshot ends by itself after eleven seconds', async () => {
  const id = nextRequest();
  const heard = await me.ask((api) => api.reqMktData(id, stock('GLD'), '', true, false),
    price(id, LIVE.close));
  assert.equal(heard.of('tickSnapshotEnd').length, 0);
  await me.later(11, about('tickSnapshotEnd', id));
});

step('a snapshot cannot have generic ticks', async () => {
  const id = nextRequest();
  await me.ask((api) => api.reqMktData(id, stock('GLD'), '233', true, false), error(414, id));
});

step('a stream can have generic ticks', async () => {
  const id = nextRequest();
  await me.ask((api) => api.reqMktData(id, stock('GLD'), '233', false, false), price(id, LIVE.bid));
  await me.settle();
  await cancel(id);
});

step('what does not exist has no quote, what is ambiguous neither', async () => {
  for (const symbol of ['NOPE', 'TWIN']) {
    const id = nextRequest();
    await subscribe(id, stock(symbol), error(200, id));
  }
});

step('delayed data come under tick ids of their own', async () => {
  const id = nextRequest();
  await me.settle((api) => api.reqMarketDataType(DELAYED_TYPE));
  const heard = await subscribe(id, stock('GLD'), price(id, DELAYED.close));
  assert.equal(heard.one('marketDataType').type, DELAYED_TYPE);
  const types = Object.keys(prices(heard, id)).map(Number);
  assert.ok(types.every((type) => Object.values(DELAYED).includes(type)), types.join());
  await me.settle();
  await cancel(id);
});

step('a kind of data that does not exist is refused', async () => {
  await me.ask((api) => api.reqMarketDataType(9), error(321));
});

step('frozen kinds are answered with what flows while the market is open', async () => {
  for (const [asked, told] of [[FROZEN_TYPE, LIVE_TYPE], [DELAYED_FROZEN_TYPE, DELAYED_TYPE]]) {
    const id = nextRequest();
    await me.settle((api) => api.reqMarketDataType(asked));
    const heard = await subscribe(id, stock('GLD'), about('marketDataType', id));
    assert.equal(heard.of('marketDataType')[0].type, told);
    await me.settle();
    await cancel(id);
  }
});

step('who has paid for live data gets them, whatever he asks for', async () => {
  const id = nextRequest();
  await me.settle((api) => api.reqMarketDataType(DELAYED_TYPE));
  const heard = await subscribe(id, stock('PAID'), price(id, LIVE.close));
  assert.equal(heard.one('marketDataType').type, LIVE_TYPE);
  await me.settle();
  await cancel(id);
});

step('who has not paid hears so, and gets delayed data when he asks for them', async () => {
  const [asked, delayed] = [nextRequest(), nextRequest()];
  await me.settle((api) => api.reqMarketDataType(LIVE_TYPE));
  await subscribe(asked, stock('UNPAID'), error(10089, asked));
  await me.settle((api) => api.reqMarketDataType(DELAYED_TYPE));
  const heard = await subscribe(delayed, stock('UNPAID'), error(10167, delayed),
    price(delayed, DELAYED.close));
  assert.equal(heard.one('marketDataType').type, DELAYED_TYPE);
  await me.settle();
  await cancel(delayed);
});

step('where there is nothing at all both are refused', async () => {
  const [live, delayed] = [nextRequest(), nextRequest()];
  await me.settle((api) => api.reqMarketDataType(LIVE_TYPE));
  await subscribe(live, stock('DARK'), error(354, live));
  await me.settle((api) => api.reqMarketDataType(DELAYED_TYPE));
  await subscribe(delayed, stock('DARK'), error(10168, delayed));
  await me.settle((api) => api.reqMarketDataType(LIVE_TYPE));
});

step('a price that is absent is -1, never left to guess', async () => {
  const id = nextRequest();
  const heard = await subscribe(id, stock('MUTE'), price(id, LIVE.last));
  const now = prices(heard, id);
  assert.deepEqual([now[LIVE.bid], now[LIVE.ask], now[LIVE.last]], [-1, -1, -1]);
  await me.settle();
  await cancel(id);
});

step('a halt is told', async () => {
  const id = nextRequest();
  const halted = about('tickGeneric', id, (it) => it.type === HALTED);
  const heard = await subscribe(id, stock('STOP'), halted);
  assert.equal(heard.find(halted).value, 1);
  await cancel(id);
});

step('a hundred lines and not one more', async () => {
  const ids = Array.from({ length: 101 }, nextRequest);
  await me.ask((api) => ids.forEach((id, i) => api.reqMktData(id,
    stock(`S${String(i + 1).padStart(3, '0')}`), '', false, false)), error(101, ids[100]),
  about('marketDataType', ids[99]));
  await me.settle((api) => ids.slice(0, 100).forEach((id) => api.cancelMktData(id)));
  const id = nextRequest();
  await subscribe(id, stock('GLD'), price(id, LIVE.bid));
  await me.settle();
  await cancel(id);
});
