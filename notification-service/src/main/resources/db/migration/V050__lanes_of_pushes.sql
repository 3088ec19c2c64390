-- Push messages have one provider, like e-mail and SMS: a few lanes carry all of them.
INSERT INTO delivery_lane (id, channel, failures, paused_until, holder, held_until) VALUES
  (UNHEX('00000000000070008000000000000021'), 'PUSH', 0, '2000-01-01', '', '2000-01-01'),
  (UNHEX('00000000000070008000000000000022'), 'PUSH', 0, '2000-01-01', '', '2000-01-01'),
  (UNHEX('00000000000070008000000000000023'), 'PUSH', 0, '2000-01-01', '', '2000-01-01'),
  (UNHEX('00000000000070008000000000000024'), 'PUSH', 0, '2000-01-01', '', '2000-01-01');
