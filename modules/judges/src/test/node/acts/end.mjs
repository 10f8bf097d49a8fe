// What can be said at the end only.

import assert from 'node:assert/strict';
import { misread } from '../stage.mjs';
import { step } from '../steps.mjs';

step('the client has read every message to its last field', async () => {
  assert.deepEqual(misread(), []);
});
