// What can be traded: one, none, several; hours, sizes, price steps.

import assert from 'node:assert/strict';
import { error, event, nextRequest } from '../client.mjs';
import { step } from '../steps.mjs';
import { stock } from '../trade.mjs';
import { me } from './log-in.mjs';

async function details(contract) {
  const id = nextRequest();
  const heard = await me.ask((api) => api.reqContractDetails(id, contract),
    event('contractDetailsEnd', (it) => it.id === id));
  assert.ok(heard.of('contractDetails').every((it) => it.id === id));
  return heard.of('contractDetails').map((it) => it.details);
}

step('a contract by its symbol: id, listing exchange, price step, order types', async () => {
  const [apple, ...more] = await details(stock('AAPL'));
  assert.equal(more.length, 0);
  assert.equal(apple.contract.conId, 265598);
  assert.equal(apple.contract.exchange, 'SMART');
  assert.equal(apple.contract.primaryExch, 'NASDAQ');
  assert.equal(apple.contract.localSymbol, 'AAPL');
  assert.equal(apple.contract.tradingClass, 'NMS');
  assert.equal(apple.minTick, 0.01);
  assert.equal(apple.longName, 'APPLE INC');
  assert.equal(apple.stockType, 'COMMON');
  for (const type of ['MKT', 'LMT', 'MOC', 'LOC']) {
    assert.ok(apple.orderTypes.split(',').includes(type), type);
  }
  assert.equal(apple.validExchanges.split(',').length, apple.marketRuleIds.split(',').length);
});

step('its sizes', async () => {
  const [apple] = await details(stock('AAPL'));
  assert.equal(apple.minSize, 0.0001);
  assert.equal(apple.sizeIncrement, 0.0001);
  assert.equal(apple.suggestedSizeIncrement, 100);
}, { since: 164 });

step('its hours: the day\'s session and the closed week-end', async () => {
  const [fund] = await details(stock('GLD'));
  assert.equal(fund.timeZoneId, 'US/Eastern');
  const days = fund.liquidHours.split(';');
  assert.equal(days[0], '20251031:0930-20251031:1600');
  assert.deepEqual(days.slice(1, 3), ['20251101:CLOSED', '20251102:CLOSED']);
  assert.equal(fund.tradingHours.split(';')[0], '20251031:0400-20251031:2000');
});

step('a contract by its id alone', async () => {
  const [gold, ...more] = await details({ conId: 51529211, exchange: 'SMART' });
  assert.equal(more.length, 0);
  assert.equal(gold.contract.symbol, 'GLD');
});

step('a contract that does not exist is refused', async () => {
  const id = nextRequest();
  const heard = await me.ask((api) => api.reqContractDetails(id, stock('NOPE')), error(200, id));
  assert.equal(heard.of('contractDetailsEnd').length, 0);
});

step('an ambiguous symbol brings every candidate', async () => {
  const twins = await details(stock('TWIN'));
  assert.deepEqual(twins.map((it) => `${it.contract.conId} ${it.contract.primaryExch}`).sort(),
    ['990001 NYSE', '990002 NASDAQ']);
});

step('the listing exchange tells them apart', async () => {
  const twins = await details(stock('TWIN', { primaryExch: 'NASDAQ' }));
  assert.deepEqual(twins.map((it) => it.contract.conId), [990002]);
});

step('a name that is not ASCII arrives as it is written', async () => {
  const [french] = await details(stock('SGE'));
  assert.equal(french.longName, 'SOCIÉTÉ GÉNÉRALE ÉLECTRIQUE');
});

step('symbols are found by a part of them', async () => {
  const id = nextRequest();
  const heard = await me.ask((api) => api.reqMatchingSymbols(id, 'GL'),
    event('symbolSamples', (it) => it.id === id));
  const gold = heard.one('symbolSamples').samples.find((it) => it.contract.symbol === 'GLD');
  assert.equal(gold.contract.conId, 51529211);
  assert.equal(gold.contract.currency, 'USD');
  assert.ok(Array.isArray(gold.derivativeSecTypes));
});

step('price steps by market rule', async () => {
  const rule = (await me.ask((api) => api.reqMarketRule(26), 'marketRule')).one('marketRule');
  assert.equal(rule.rule, 26);
  assert.deepEqual(rule.increments, [
    { lowEdge: 0, increment: 0.0001 }, { lowEdge: 1, increment: 0.01 }]);
});

step('a market rule that does not exist is refused', async () => {
  const heard = await me.settle((api) => api.reqMarketRule(4711));
  assert.deepEqual(heard.map((it) => it.code), [124]);
});
