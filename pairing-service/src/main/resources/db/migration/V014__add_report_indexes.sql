-- Reports read pairings in force by helper, and idle helpers by what was last done.
ALTER TABLE pairing
  ADD KEY pairing_load (helper_id, state, last_activity_on);
