-- Candidates are ranked from facts that are kept in memory: what was written lately is read anew. The database stamps each
-- row itself, so that no writer can forget it; as TIMESTAMP, because a session's time zone does not matter then.
ALTER TABLE helper
  ADD COLUMN touched_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  ADD KEY helper_touched (touched_at);

ALTER TABLE capacity
  ADD COLUMN touched_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  ADD KEY capacity_touched (touched_at);

ALTER TABLE standing
  ADD COLUMN touched_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  ADD KEY standing_touched (touched_at);

-- ties towards one household
ALTER TABLE conflict_of_interest
  ADD KEY conflict_household (household_id);
