-- The digest counts what was reminded of and still waits; most that waits, such as terms that end in years, was not.
ALTER TABLE reminder
  ADD KEY reminder_open (state, sent, region, rule_id, escalated);
