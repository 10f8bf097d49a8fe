// A client of the library under which every event is kept, so that a step can ask and then look at
// what came back. Waiting is for messages only; what does not come within PATIENCE is missing.

import { IBApi } from '@stoqey/ib';
import { FIRST_REQUEST, seen } from './books.mjs';
import { say } from './steps.mjs';
import { WORDS } from './words.mjs';

const PATIENCE_MILLIS = 15_000;
/** What the library calls an error of its own in reading a message. */
const MISREAD = 505;

let requests = FIRST_REQUEST;

/** The next id of a request for data. */
export function nextRequest() {
  requests += 1;
  return requests;
}

/** Fits events of this name that pass the test; the words are for when none comes. */
export function event(name, test = () => true, words = `${name} with ${test}`) {
  const fits = (it) => it.event === name && test(it);
  fits.toString = () => words;
  return fits;
}

/** Fits the error, warning or notice with this code; id -1 when it is about no request. */
export function error(code, id = -1) {
  return event('error', (it) => it.code === code && it.id === id, `error ${code} about ${id}`);
}

/** Events in the order in which they came. */
export class Heard extends Array {
  static get [Symbol.species]() {
    return Array;
  }

  /** All of this name. */
  of(name) {
    return this.filter((it) => it.event === name);
  }

  /** The only one of this name. */
  one(name) {
    const found = this.of(name);
    if (found.length !== 1) {
      throw new Error(`${found.length} of ${name} in ${this.text()}`);
    }
    return found[0];
  }

  /** The names in order, with what tells events of the same name apart. */
  text() {
    return this.map((it) => it.event
      + (it.event === 'error' ? ` ${it.id} ${it.code} ${it.message}` : '')
      + (it.event === 'orderStatus' ? ` ${it.orderId} ${it.status}` : '')).join(', ');
  }
}

export class Client {
  /** @param gateway { name, port } of the simulated Gateway */
  constructor(gateway, id, { requestsPerSecond = 1000 } = {}) {
    this.gateway = gateway;
    this.id = id;
    this.nextOrderId = 0;
    this.heard = [];
    this.misread = [];
    this.waiting = new Set();
    this.api = new IBApi({
      host: '127.0.0.1', port: gateway.port, clientId: id, maxReqPerSec: requestsPerSecond,
    });
    for (const [name, words] of Object.entries(WORDS)) {
      this.api.on(name, (...args) => this.#hear(name, words, args));
    }
    this.api.on('info', (message, code) => this.#tell({ event: 'error', message, code, id: -1 }));
    this.api.on('error', (wrong, code, id) => {
      if (code === MISREAD) {
        this.misread.push(wrong.message);
      }
      this.#tell({ event: 'error', message: wrong.message, code, id });
    });
  }

  #hear(name, words, args) {
    const told = { event: name };
    words.forEach((word, i) => {
      told[word] = args[i];
    });
    this.#tell(told);
  }

  #tell(told) {
    if (told.event === 'nextValidId') {
      this.nextOrderId = Math.max(this.nextOrderId, told.orderId);
    }
    seen(this, told);
    this.heard.push(told);
    [...this.waiting].forEach((look) => look());
  }

  /** Waits until each of the wanted events has come; says what came instead when one does not. */
  #until(from, wanted) {
    const tests = wanted.map((it) => (typeof it === 'string' ? event(it) : it));
    return new Promise((resolve, reject) => {
      const missing = () => tests.filter((fits) => !this.heard.slice(from).some(fits));
      const look = () => {
        if (missing().length === 0) {
          end();
          resolve(Heard.from(this.heard.slice(from)));
        }
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`missing: ${missing().join('; ')}\nheard: `
          + Heard.from(this.heard.slice(from)).text()));
      }, PATIENCE_MILLIS);
      const end = () => {
        clearTimeout(timer);
        this.waiting.delete(look);
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Does something and waits for what is wanted; returns all that came from then on. */
  async ask(action, ...wanted) {
    const from = this.heard.length;
    action(this.api);
    return this.#until(from, wanted);
  }

  /**
   * Does something and returns what the Gateway said to it. A Gateway answers in order, so that
   * all has been said when it has told the time.
   */
  async settle(action = () => {}) {
    const heard = await this.ask((api) => {
      action(api);
      api.reqCurrentTime();
    }, 'currentTime');
    return Heard.from(heard.filter((it) => it.event !== 'currentTime'));
  }

  /** Logs in; ready when the accounts and the next order id have come. */
  async connect() {
    return this.ask((api) => api.connect(), 'managedAccounts', 'nextValidId');
  }

  async disconnect() {
    return this.ask((api) => api.disconnect(), 'disconnected');
  }

  /** Sends a new order under the next id and waits; the answer has the id in `orderId`. */
  async place(contract, order, ...wanted) {
    const orderId = this.nextOrderId;
    this.nextOrderId += 1;
    return this.change(orderId, contract, order, ...wanted.map((it) => it(orderId)));
  }

  /** Sends an order under this id. */
  async change(orderId, contract, order, ...wanted) {
    const heard = await this.ask((api) => api.placeOrder(orderId, contract, order), ...wanted);
    heard.orderId = orderId;
    return heard;
  }

  /** The Gateway's time, in seconds. */
  async now() {
    return (await this.ask((api) => api.reqCurrentTime(), 'currentTime')).one('currentTime').seconds;
  }

  /** Lets this much time pass at the Gateway. */
  async later(seconds, ...wanted) {
    const at = new Date((await this.now() + seconds) * 1000).toISOString();
    return this.until(at, ...wanted);
  }

  /** Moves the Gateway's clock on to this time (ISO, with zone) and returns what was said on the way. */
  async until(at, ...wanted) {
    const seconds = Date.parse(at) / 1000;
    const arrived = event('currentTime', (it) => it.seconds >= seconds);
    const from = this.heard.length;
    await this.setClock(at);
    this.api.reqCurrentTime();
    return this.#until(from, wanted.length > 0 ? wanted : [arrived]);
  }

  /** Sets the Gateway's clock; the Gateway sees it with the next message or timer. */
  setClock(at) {
    const line = `clock ${this.gateway.name} ${at}`;
    say(line);
    return answer(line);
  }
}

const answered = [];
const waitingFor = [];

/** Waits for a line from whoever started the script, which may have come already. */
function answer(line) {
  return new Promise((resolve) => {
    if (answered.includes(line)) {
      resolve();
    } else {
      waitingFor.push({ line, resolve });
    }
  });
}

/** Waits until this stands in the exchange's own books, for orders that nobody speaks of. */
export function booked(gateway, what, clientId, orderId) {
  return answer(`booked ${gateway} ${what} ${clientId} ${orderId}`);
}

/** Hears the answers of whoever started the script. */
export function hear(input) {
  input.on('line', (line) => {
    answered.push(line);
    waitingFor.filter((it) => it.line === line).forEach((it) => it.resolve());
  });
}
