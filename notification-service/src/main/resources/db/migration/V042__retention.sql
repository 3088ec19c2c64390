-- What is too old is found without walking through what is not.
ALTER TABLE reminder ADD KEY reminder_event (event_id);
ALTER TABLE reminder_digest ADD KEY reminder_digest_week (week);
