import { expect, it } from 'vitest';
import { signaturesOf } from './webhook-signature.js';

/** The example of the standard's own libraries. */
const standard = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: '{"test": 2432232314}',
};

it('signs as the standard does', () => {
  expect(signaturesOf(standard, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

it('takes a secret of any other form for the bytes that it is', () => {
  // openssl dgst -sha256 -hmac your-webhook-secret -binary | base64
  const signature = signaturesOf({ id: 'evt_1', timestamp: 1, body: '{}' }, ['your-webhook-secret']);
  expect(signature).toBe('v1,unm0yr7aPFjq/eLAXEvQkZu8IUiaoFwm6yLVWsQUDIk=');
});

it('signs once for each secret', () => {
  const [one, other] = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'the-other-secret'];
  expect(signaturesOf(standard, [one, other])).toBe(
    `${signaturesOf(standard, [one])} ${signaturesOf(standard, [other])}`,
  );
});
